import Kernels

/// The convolution (cross-correlation) of images with kernels, of [x, weight] or [x, weight, bias].
///
/// y[n, o, i, j] = b[o] + Σ w[o, c, k, l] x[n, c, i s + k d − p, j s + l d − p] over the channels c
/// of o's group and the kernel's k and l; x is 0 outside.
///
/// It is linear in x and in w, and so are its gradients ``Convolution2dInputGradient`` I and
/// ``Convolution2dWeightGradient`` W: each one's gradients are the other two, to any order.
package struct Convolution2d: Operation {
    public static let name = "conv2d"
    public static let saves = Saves.inputs

    /// Stride, padding, dilation and groups.
    public let options: Convolution2dOptions

    public init(_ options: Convolution2dOptions = Convolution2dOptions()) { self.options = options }

    public func infer(_ inputs: [Tensor]) throws(TensorError) -> TensorSpec {
        guard inputs.count == 2 || inputs.count == 3 else {
            preconditionFailure("conv2d takes an input, a weight and perhaps a bias")
        }
        return try infer(
            inputs,
            ConvolutionTerms(
                Self.name, input: inputs[0].shape, weight: inputs[1].shape, given: inputs))
    }

    /// The shape and type of the result; errors speak in `terms`.
    func infer(_ inputs: [Tensor], _ terms: ConvolutionTerms) throws(TensorError) -> TensorSpec {
        let (x, weight) = (inputs[0], inputs[1])
        let sizes = try options.sizes(input: x.shape, weight: weight.shape, terms)
        if inputs.count == 3, inputs[2].shape != [sizes.outputChannels] {
            throw TensorError(
                .shape, terms.operation,
                expected: "a bias [\(sizes.outputChannels)] for weight \(terms.weight)",
                got: "\(inputs[2].shape)", inputs: terms.given)
        }
        guard x.dtype.isFloatingPoint, inputs.allSatisfy({ $0.dtype == x.dtype }) else {
            throw .floatingTypes(terms.operation, terms.given)
        }
        return TensorSpec(sizes.outputShape, x.dtype)
    }

    public func forward(
        _ inputs: [Tensor], _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let inputs = try inputs.map { tensor throws(TensorError) in
            try tensor.compact(operation: Self.name)
        }
        let sizes = try options.sizes(input: inputs[0].shape, weight: inputs[1].shape, Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        let isDone = Convolution.forward(
            result.body.view, inputs[0].body.view, inputs[1].body.view,
            bias: inputs.count > 2 ? inputs[2].body.view : nil, sizes)
        guard isDone else { throw .outOfMemory(Self.name, spec.shape, spec.dtype) }
        return withExtendedLifetime(inputs) { result }
    }

    public static let gradient = Gradient<Convolution2d>.rule({ context throws(TensorError) in
        let (options, upstream) = (context.operation.options, context.upstream)
        try context.propagate(to: 0) { () throws(TensorError) in
            try Convolution2dInputGradient(options, context.shape(of: 0))(
                Pair(upstream, context.input(1)))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try Convolution2dWeightGradient(options, context.shape(of: 1))(
                Pair(context.input(0), upstream))
        }
        guard context.inputCount > 2 else { return }
        try context.propagate(to: 2) { () throws(TensorError) in try upstream.sum(dims: [0, 2, 3]) }
    })

    public static var samples: [Sample<Convolution2d>] {
        get throws {
            try Convolution2dSample.all.map { sample in
                let bias = try Samples.values([sample.weight[0]], in: -1...1, seed: 2)
                return Sample(
                    sample.label, Convolution2d(sample.options),
                    [try sample.inputTensor, try sample.weightTensor]
                        + (sample.hasBias ? [bias] : []))
            }
        }
    }
}
