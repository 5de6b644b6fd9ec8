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
        let (x, weight) = (inputs[0], inputs[1])
        let sizes = try options.sizes(input: x.shape, weight: weight.shape, Self.name)
        if inputs.count == 3, inputs[2].shape != [sizes.outputChannels] {
            throw TensorError(
                .shape, Self.name,
                expected: "a bias [\(sizes.outputChannels)] for weight \(weight.shape)",
                got: "\(inputs[2].shape)", inputs: inputs)
        }
        guard x.dtype.isFloatingPoint, inputs.allSatisfy({ $0.dtype == x.dtype }) else {
            throw .floatingTypes(Self.name, inputs)
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

extension Tensor {
    /// The convolution (cross-correlation) of these images with the kernels of `weight`.
    ///
    /// Shape: [n, channels, height, width] with weight [outputs, channels / groups, kernelHeight,
    /// kernelWidth] and bias [outputs] → [n, outputs, height', width'], where height' =
    /// ⌊(height + 2 padding − dilation (kernelHeight − 1) − 1) / stride⌋ + 1; likewise without n.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Parameters:
    ///   - padding: Zeros on each side.
    ///   - groups: The channels of input and output are cut into so many groups, each of which sees
    ///     its own only.
    /// - Throws: ``TensorError`` when the kernel is larger than the padded input, channels and
    ///   groups do not fit, types differ, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.conv2d`.
    public func conv2d(
        weight: Tensor, bias: Tensor? = nil, stride: Size2 = 1, padding: Size2 = 0,
        dilation: Size2 = 1, groups: Int = 1
    ) throws(TensorError) -> Tensor {
        let images = rank == 3 ? try unsqueeze(dim: 0) : self
        let operation = Convolution2d(
            Convolution2dOptions(
                stride: stride, padding: padding, dilation: dilation, groups: groups))
        let result = try operation([images, weight, bias].compactMap { $0 })
        return rank == 3 ? try result.squeeze(dim: 0) : result
    }
}
