import Kernels

extension Tensor {
    /// The convolution (cross-correlation) of these sequences with the kernels of `weight`.
    ///
    /// Shape: [n, channels, length] with weight [outputs, channels / groups, kernelSize] and bias
    /// [outputs] → [n, outputs, length'], where length' =
    /// ⌊(length + 2 padding − dilation (kernelSize − 1) − 1) / stride⌋ + 1; likewise without n.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Parameters:
    ///   - padding: Zeros before and after the sequence; `.same` gives an output as long as it, for
    ///     a stride of 1 only.
    ///   - groups: The channels of input and output are cut into so many groups, each of which sees
    ///     its own only.
    /// - Throws: ``TensorError`` when the kernel is larger than the padded input, channels and
    ///   groups do not fit, types differ, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.conv1d`.
    public func conv1d(
        weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: some Conv1dPadding = 0,
        dilation: Int = 1, groups: Int = 1
    ) throws(TensorError) -> Tensor {
        try convolution(
            weight, bias, stride, padding.conv1dPadding, dilation, groups, "conv1d")
    }

    /// The convolution (cross-correlation) of these images with the kernels of `weight`.
    ///
    /// Shape: [n, channels, height, width] with weight [outputs, channels / groups, kernelHeight,
    /// kernelWidth] and bias [outputs] → [n, outputs, height', width'], where height' =
    /// ⌊(height + 2 padding − dilation (kernelHeight − 1) − 1) / stride⌋ + 1; likewise without n.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Parameters:
    ///   - padding: Zeros on each side; `.same` gives an output as large as the image, for a stride
    ///     of 1 only.
    ///   - groups: The channels of input and output are cut into so many groups, each of which sees
    ///     its own only.
    /// - Throws: ``TensorError`` when the kernel is larger than the padded input, channels and
    ///   groups do not fit, types differ, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.conv2d`.
    public func conv2d(
        weight: Tensor, bias: Tensor? = nil, stride: Size2 = 1, padding: some Conv2dPadding = 0,
        dilation: Size2 = 1, groups: Int = 1
    ) throws(TensorError) -> Tensor {
        try convolution(
            weight, bias, stride, padding.conv2dPadding, dilation, groups, "conv2d")
    }

    /// Either of them. What does not fit is found before a sequence becomes an image of one row, so
    /// that errors show shapes as they were given.
    private func convolution<Size: WindowSize>(
        _ weight: Tensor, _ bias: Tensor?, _ stride: Size, _ padding: ConvolutionPadding<Size>,
        _ dilation: Size, _ groups: Int, _ name: String
    ) throws(TensorError) -> Tensor {
        let given = [self, weight] + (bias.map { [$0] } ?? [])
        let terms = ConvolutionTerms(
            name, dims: Size.dims, input: shape, weight: weight.shape, given: given)
        guard rank == Size.dims + 1 || rank == Size.dims + 2, weight.rank == Size.dims + 2 else {
            throw terms.wrongRanks
        }
        try padding.validate(stride: stride, name)
        let images = try Images(self, dims: Size.dims, name)
        let (start, surplus) = padding.zeros(
            kernel: Array(weight.shape.suffix(Size.dims)), dilation: dilation)
        let operation = Convolution2d(
            Convolution2dOptions(
                stride: stride.onImages(row: 1), padding: start, surplus: surplus,
                dilation: dilation.onImages(row: 1), groups: groups))
        var inputs = given
        inputs[0] = images.tensor
        if Size.dims == 1 { inputs[1] = try weight.unsqueeze(dim: 2) }
        _ = try operation.infer(inputs, terms)
        return try images.restored(operation(inputs))
    }
}
