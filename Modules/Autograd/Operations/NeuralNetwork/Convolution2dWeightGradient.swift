import Kernels

/// The gradient of ``Convolution2d`` with respect to its weight, from the input and the upstream
/// gradient.
package struct Convolution2dWeightGradient: Operation {
    public static let name = "conv2d.weightGradient"
    public static let saves = Saves.inputs

    /// Those of the convolution.
    public let options: Convolution2dOptions
    /// The shape of the convolution's weight, and so of the result.
    public let shape: Shape

    public init(_ options: Convolution2dOptions, _ shape: Shape) {
        self.options = options
        self.shape = shape
    }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (x, upstream) = (inputs.first, inputs.second)
        let sizes = try options.sizes(input: x.shape, weight: shape, Self.name)
        guard upstream.shape == sizes.outputShape else {
            throw TensorError(
                .shape, Self.name, expected: "a gradient \(sizes.outputShape)",
                got: "\(upstream.shape)", inputs: [x, upstream])
        }
        guard x.dtype.isFloatingPoint, upstream.dtype == x.dtype else {
            throw .floatingTypes(Self.name, [x, upstream])
        }
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let x = try inputs.first.compact(operation: Self.name)
        let upstream = try inputs.second.compact(operation: Self.name)
        let sizes = try options.sizes(input: x.shape, weight: shape, Self.name)
        let result = try Tensor.empty(shape, spec.dtype, operation: Self.name)
        let isDone = Convolution.weightGradient(
            result.body.view, x.body.view, upstream.body.view, sizes)
        guard isDone else { throw .outOfMemory(Self.name, shape, spec.dtype) }
        return withExtendedLifetime((x, upstream)) { result }
    }

    public static let gradient = Gradient<Convolution2dWeightGradient>.rule({
        context throws(TensorError) in
        let (options, upstream) = (context.operation.options, context.upstream)
        try context.propagate(to: 0) { () throws(TensorError) in
            try Convolution2dInputGradient(options, context.shape(of: 0))(
                Pair(context.input(1), upstream))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try Convolution2d(options)([context.input(0), upstream])
        }
    })

    public static var samples: [Sample<Convolution2dWeightGradient>] {
        get throws {
            try Convolution2dSample.all.map { sample in
                Sample(
                    sample.label, Convolution2dWeightGradient(sample.options, sample.weight),
                    Pair(try sample.inputTensor, try sample.outputTensor))
            }
        }
    }
}
