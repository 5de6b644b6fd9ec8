import Kernels

/// x · scale + shift of each channel: [n, channels, ...], [channels], [channels].
package struct ChannelTransform: Operation {
    public static let name = "channelTransform"
    public static let saves = Saves.inputs

    public init() {}

    public func infer(_ inputs: Triple) throws(TensorError) -> TensorSpec {
        let (x, scale, shift) = (inputs.first, inputs.second, inputs.third)
        guard x.rank >= 2, scale.shape == [x.shape[1]], shift.shape == [x.shape[1]] else {
            throw TensorError(
                .shape, Self.name, expected: "[n, channels, ...], [channels] and [channels]",
                got: "\(x.shape), \(scale.shape) and \(shift.shape)", inputs: [x, scale, shift])
        }
        guard x.dtype.isFloatingPoint, scale.dtype == x.dtype, shift.dtype == x.dtype else {
            throw TensorError(
                .dtype, Self.name, expected: "one floating-point type",
                got: "\(x.dtype), \(scale.dtype) and \(shift.dtype)", inputs: [x, scale, shift])
        }
        return TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ inputs: Triple, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let inputs = try inputs.map { tensor throws(TensorError) in
            try tensor.compact(operation: Self.name)
        }
        guard let loop = ChannelTransformLoop.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        loop(
            result.body.view, inputs.first.body.view, scale: inputs.second.body.view,
            shift: inputs.third.body.view)
        return withExtendedLifetime(inputs) { result }
    }

    public static let gradient = Gradient<ChannelTransform>.rule({ context throws(TensorError) in
        let (x, upstream) = (context.input(0), context.upstream)
        let axes = [0] + Array(2..<x.rank)
        try context.propagate(to: 0) { () throws(TensorError) in
            var perChannel = Shape(repeating: 1, count: x.rank)
            perChannel[1] = x.shape[1]
            return try upstream * context.input(1).reshape(perChannel)
        }
        try context.propagate(to: 1) { () throws(TensorError) in try (upstream * x).sum(dims: axes)
        }
        try context.propagate(to: 2) { () throws(TensorError) in try upstream.sum(dims: axes) }
    })

    public static var samples: [Sample<ChannelTransform>] {
        get throws {
            try ([[4, 3], [2, 3, 2, 2], [1, 3, 4]] as [Shape]).enumerated().map { seed, shape in
                Sample(
                    "\(shape)", ChannelTransform(),
                    Triple(
                        try Samples.values(shape, in: -2...2, seed: 3 * seed),
                        try Samples.values([3], in: 0.5...2, seed: 3 * seed + 1),
                        try Samples.values([3], in: -1...1, seed: 3 * seed + 2)))
            }
        }
    }
}
