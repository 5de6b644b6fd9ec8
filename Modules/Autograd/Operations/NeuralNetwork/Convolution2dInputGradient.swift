import Kernels

/// The gradient of ``Convolution2d`` with respect to its input, from the upstream gradient and the
/// weight; also known as transposed convolution.
package struct Convolution2dInputGradient: Operation {
    public static let name = "conv2d.inputGradient"
    public static let saves = Saves.inputs

    /// Those of the convolution.
    public let options: Convolution2dOptions
    /// The shape of the convolution's input, and so of the result.
    public let shape: Shape

    public init(_ options: Convolution2dOptions, _ shape: Shape) {
        self.options = options
        self.shape = shape
    }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (upstream, weight) = (inputs.first, inputs.second)
        let sizes = try options.sizes(input: shape, weight: weight.shape, Self.name)
        guard upstream.shape == sizes.outputShape else {
            throw TensorError(
                .shape, Self.name, expected: "a gradient \(sizes.outputShape)",
                got: "\(upstream.shape)", inputs: [upstream, weight])
        }
        guard weight.dtype.isFloatingPoint, upstream.dtype == weight.dtype else {
            throw .floatingTypes(Self.name, [upstream, weight])
        }
        return TensorSpec(shape, weight.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let upstream = try inputs.first.compact(operation: Self.name)
        let weight = try inputs.second.compact(operation: Self.name)
        let sizes = try options.sizes(input: shape, weight: weight.shape, Self.name)
        let result = try Tensor.empty(shape, spec.dtype, operation: Self.name)
        let isDone = Convolution.inputGradient(
            result.body.view, upstream.body.view, weight.body.view, sizes)
        guard isDone else { throw .outOfMemory(Self.name, shape, spec.dtype) }
        return withExtendedLifetime((upstream, weight)) { result }
    }

    public static let gradient = Gradient<Convolution2dInputGradient>.rule({
        context throws(TensorError) in
        let (options, upstream) = (context.operation.options, context.upstream)
        try context.propagate(to: 0) { () throws(TensorError) in
            try Convolution2d(options)([upstream, context.input(1)])
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try Convolution2dWeightGradient(options, context.shape(of: 1))(
                Pair(upstream, context.input(0)))
        }
    })

    public static var samples: [Sample<Convolution2dInputGradient>] {
        get throws {
            try Convolution2dSample.all.map { sample in
                Sample(
                    sample.label, Convolution2dInputGradient(sample.options, sample.input),
                    Pair(try sample.outputTensor, try sample.weightTensor))
            }
        }
    }
}
