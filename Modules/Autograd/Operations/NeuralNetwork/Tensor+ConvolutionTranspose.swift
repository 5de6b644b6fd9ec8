import Kernels

extension Tensor {
    /// The transposed convolution of these sequences with the kernels of `weight`: what the
    /// convolution with this weight and these options sends back as the gradient of its input.
    ///
    /// Shape: [n, channels, length] with weight [channels, outputs / groups, kernelSize] and bias
    /// [outputs] → [n, outputs, length'], length' = (length − 1) stride − 2 padding +
    /// dilation (kernelSize − 1) + outputPadding + 1; likewise without n.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Parameters:
    ///   - padding: How much is cut off at both ends.
    ///   - outputPadding: How much more there is at the end; less than stride or dilation.
    /// - Throws: ``TensorError`` when nothing is left, channels and groups do not fit, types differ,
    ///   or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.conv_transpose1d`.
    public func convTranspose1d(
        weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
        outputPadding: Int = 0, groups: Int = 1, dilation: Int = 1
    ) throws(TensorError) -> Tensor {
        let spread = ConvolutionSpread(
            operation: "convTranspose1d", stride: stride, padding: padding,
            outputPadding: outputPadding, groups: groups, dilation: dilation)
        return try spread.apply(self, weight, bias)
    }

    /// The transposed convolution of these images with the kernels of `weight`: what the
    /// convolution with this weight and these options sends back as the gradient of its input.
    ///
    /// Shape: [n, channels, height, width] with weight [channels, outputs / groups, kernelHeight,
    /// kernelWidth] and bias [outputs] → [n, outputs, height', width'], height' = (height − 1) stride
    /// − 2 padding + dilation (kernelHeight − 1) + outputPadding + 1; likewise without n.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Parameters:
    ///   - padding: How much is cut off on each side.
    ///   - outputPadding: How many rows and columns more there are at the ends; less than stride or
    ///     dilation.
    /// - Throws: ``TensorError`` when nothing is left, channels and groups do not fit, types differ,
    ///   or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.conv_transpose2d`.
    public func convTranspose2d(
        weight: Tensor, bias: Tensor? = nil, stride: Size2 = 1, padding: Size2 = 0,
        outputPadding: Size2 = 0, groups: Int = 1, dilation: Size2 = 1
    ) throws(TensorError) -> Tensor {
        let spread = ConvolutionSpread(
            operation: "convTranspose2d", stride: stride, padding: padding,
            outputPadding: outputPadding, groups: groups, dilation: dilation)
        return try spread.apply(self, weight, bias)
    }
}

/// A transposed convolution with its options.
private struct ConvolutionSpread<Size: WindowSize> {
    let operation: String
    let stride, padding, outputPadding: Size
    let groups: Int
    let dilation: Size

    func apply(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws(TensorError) -> Tensor {
        try checkOptions()
        try checkInputs(x, weight, bias)
        let images = try Images(x, dims: Size.dims, operation)
        let kernels = Size.dims == 1 ? try weight.unsqueeze(dim: 2) : weight
        var result = try spread(images.tensor, kernels)
        if let bias { result = try result + bias.reshape([bias.count, 1, 1]) }
        return try images.restored(result)
    }

    /// [n, channels, height, width] → [n, outputs, height', width'], without a bias.
    ///
    /// A convolution with a stride leaves up to stride − 1 rows at the end out; its input gradient
    /// has them as zeros or parts of sums. So it computes all but an outputPadding that goes beyond
    /// the stride; there nothing is cut off at first, and the result then cut to size.
    private func spread(_ x: Tensor, _ weight: Tensor) throws(TensorError) -> Tensor {
        let (step, gap) = (stride.onImages(row: 1), dilation.onImages(row: 1))
        let (cut, more) = (padding.onImages(row: 0), outputPadding.onImages(row: 0))
        func size(_ axis: Int, _ side: KeyPath<Size2, Int>, _ cut: Size2, _ more: Size2) -> Int {
            (x.shape[axis] - 1) * step[keyPath: side] - 2 * cut[keyPath: side]
                + gap[keyPath: side] * (weight.shape[axis] - 1) + more[keyPath: side] + 1
        }
        let size2 = Size2(size(2, \.height, cut, more), size(3, \.width, cut, more))
        guard x.shape[2] > 0, x.shape[3] > 0, size2.isAtLeast(1) else {
            throw TensorError(
                .shape, operation, expected: "a result of at least one place along each axis",
                got: "input \(x.shape), weight \(weight.shape), padding \(padding)",
                hint: "Use less padding.", inputs: [x, weight])
        }
        func gradient(_ padding: Size2, _ size: Size2) throws(TensorError) -> Tensor {
            let options = Convolution2dOptions(
                stride: step, padding: padding, dilation: gap, groups: groups)
            let shape: Shape = [x.shape[0], weight.shape[1] * groups, size.height, size.width]
            return try Convolution2dInputGradient(options, shape)(Pair(x, weight))
        }
        if more.height < step.height, more.width < step.width { return try gradient(cut, size2) }
        let whole = Size2(size(2, \.height, 0, 0), size(3, \.width, 0, 0))
        return try gradient(0, whole).pad([
            -cut.width, more.width - cut.width, -cut.height, more.height - cut.height,
        ])
    }

    private func checkOptions() throws(TensorError) {
        // Bounds keep the arithmetic on sizes within an Int.
        let most = 1 << 24
        let extents = [stride, padding, outputPadding, dilation].map(\.extents)
        let isSmall = zip(outputPadding.extents, zip(stride.extents, dilation.extents))
            .allSatisfy { $0 < max($1.0, $1.1) }
        guard stride.extents.allSatisfy({ $0 >= 1 }), dilation.extents.allSatisfy({ $0 >= 1 }),
            extents.joined().allSatisfy({ (0..<most).contains($0) }), isSmall, groups >= 1
        else {
            throw TensorError(
                .value, operation,
                expected: "stride, dilation and groups of at least 1, padding of at least 0 and an "
                    + "outputPadding below stride or dilation",
                got:
                    "stride \(stride), dilation \(dilation), groups \(groups), padding \(padding), "
                    + "outputPadding \(outputPadding)")
        }
    }

    private func checkInputs(
        _ x: Tensor, _ weight: Tensor, _ bias: Tensor?
    ) throws(TensorError) {
        let given = [x, weight] + (bias.map { [$0] } ?? [])
        let plane = Size.dims == 1 ? "length" : "height, width"
        guard x.rank == Size.dims + 1 || x.rank == Size.dims + 2, weight.rank == Size.dims + 2,
            x.shape[x.rank - Size.dims - 1] == weight.shape[0], weight.shape[0] % groups == 0,
            !weight.shape.dropFirst().contains(0)
        else {
            throw TensorError(
                .shape, operation,
                expected: "an input [n, channels, \(plane)] and a weight [channels, outputs / "
                    + "groups, \(plane)] with channels that \(groups) groups divide",
                got: "\(x.shape) and \(weight.shape)", inputs: given)
        }
        let outputs = weight.shape[1] * groups
        if let bias, bias.shape != [outputs] {
            throw TensorError(
                .shape, operation, expected: "a bias [\(outputs)] for weight \(weight.shape)",
                got: "\(bias.shape)", inputs: given)
        }
        guard x.dtype.isFloatingPoint, given.allSatisfy({ $0.dtype == x.dtype }) else {
            throw .floatingTypes(operation, given)
        }
    }
}
