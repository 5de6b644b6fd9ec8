import Kernels

extension Tensor {
    /// (x − mean) / √(variance + ε) · weight + bias, with mean and (biased) variance over each of
    /// `numGroups` groups of channels of each element of the batch.
    ///
    /// Shape: [n, channels, ...] with weight and bias [channels] → the same.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// Accuracy: that of `layerNorm`.
    ///
    /// - Throws: ``TensorError`` when the groups do not divide the channels, or shapes or types do
    ///   not fit.
    ///
    /// Source: Wu and He 2018, "Group normalization"; PyTorch 2.13, `torch.nn.functional.group_norm`.
    public func groupNorm(
        _ numGroups: Int, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
    ) throws(TensorError) -> Tensor {
        guard rank >= 2, numGroups >= 1, shape[1].isMultiple(of: numGroups) else {
            throw TensorError(
                .shape, "groupNorm",
                expected: "[n, channels, ...] with channels that \(numGroups) groups divide",
                got: "\(shape)", inputs: [self])
        }
        return try normalizedRows(groups: numGroups, eps).scaled(weight, bias)
    }

    /// (x − mean) / √(variance + ε) · weight + bias, with mean and (biased) variance over the
    /// places of each channel of each element of the batch.
    ///
    /// Shape: [n, channels, ...] with weight and bias [channels] → the same.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Throws: ``TensorError`` when there is one place only, or shapes or types do not fit.
    ///
    /// Source: Ulyanov, Vedaldi, Lempitsky 2016, "Instance normalization"; PyTorch 2.13,
    /// `torch.nn.functional.instance_norm`.
    public func instanceNorm(
        weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
    ) throws(TensorError) -> Tensor {
        guard rank >= 3, shape.dropFirst(2).reduce(1, *) != 1 else {
            throw TensorError(
                .shape, "instanceNorm",
                expected: "[n, channels, ...] with more than one place in each channel",
                got: "\(shape)", hint: "The variance of one number is 0.", inputs: [self])
        }
        return try normalizedRows(groups: shape[1], eps).scaled(weight, bias)
    }

    /// Each group of channels with mean 0 and variance 1.
    private func normalizedRows(groups: Int, _ eps: Double) throws(TensorError) -> Tensor {
        guard count > 0, groups > 0 else { return self }
        let length = count / shape[0] / groups
        return try reshape([shape[0], groups, length]).layerNorm([length], eps: eps).reshape(shape)
    }

    /// · weight + bias of each channel.
    private func scaled(_ weight: Tensor?, _ bias: Tensor?) throws(TensorError) -> Tensor {
        guard weight != nil || bias != nil else { return self }
        var (scale, shift) = (
            try Tensor.ones([shape[1]], dtype: dtype), try Tensor.zeros([shape[1]], dtype: dtype)
        )
        if let weight { scale = weight }
        if let bias { shift = bias }
        return try ChannelTransform()(Triple(self, scale, shift))
    }

    /// x / (k + α mean(x²))^β, the mean over a window of `size` neighbouring channels, 0 beyond the
    /// first and the last.
    ///
    /// Shape: [n, channels, ...] → the same.
    ///
    /// - Throws: ``TensorError`` when the size is not positive, the tensor has less than three axes,
    ///   or elements are integers.
    ///
    /// Source: Krizhevsky, Sutskever, Hinton 2012, "ImageNet classification with deep convolutional
    /// neural networks", section 3.3, with α for n α; PyTorch 2.13,
    /// `torch.nn.functional.local_response_norm`.
    public func localResponseNorm(
        _ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1
    ) throws(TensorError) -> Tensor {
        guard rank >= 3, size >= 1, dtype.isFloatingPoint else {
            throw TensorError(
                .shape, "localResponseNorm",
                expected: "floating-point [n, channels, place, ...] and a size of at least 1",
                got: "\(dtype) \(shape) and \(size)", inputs: [self])
        }
        guard count > 0 else { return self }
        let places = count / shape[0] / shape[1]
        let squares = try square().reshape([shape[0], 1, shape[1], places])
            .pad([0, 0, size / 2, (size - 1) / 2])
        let means = try squares.avgPool2d(kernelSize: Size2(size, 1), stride: 1).reshape(shape)
        return try self / (means * alpha + k).pow(beta)
    }
}
