import Kernels

extension Tensor {
    /// The largest number of each window.
    ///
    /// Shape: [n, channels, length] → [n, channels, length'], length' =
    /// ⌊(length + 2 padding − dilation (kernelSize − 1) − 1) / stride⌋ + 1, ⌈…⌉ with `ceilMode`;
    /// likewise without n.
    ///
    /// Gradient: to the largest number; of equal ones to the first.
    ///
    /// - Parameters:
    ///   - stride: From one window to the next; `kernelSize` by default.
    ///   - padding: By which windows reach beyond the ends; at most half of `kernelSize`.
    /// - Throws: ``TensorError`` when no window fits, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.max_pool1d`.
    public func maxPool1d(
        kernelSize: Int, stride: Int? = nil, padding: Int = 0, dilation: Int = 1,
        ceilMode: Bool = false
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: 1, "maxPool1d")
        let pool = MaxPool2d(
            Size2(1, kernelSize), stride: Size2(1, stride ?? kernelSize),
            padding: Size2(0, padding), dilation: Size2(1, dilation), ceilMode: ceilMode)
        _ = try pool.sizes(images.tensor.shape, for: "maxPool1d")
        return try images.restored(pool(images.tensor))
    }

    /// The mean of each window.
    ///
    /// Shape: [n, channels, length] → [n, channels, length'], length' =
    /// ⌊(length + 2 padding − kernelSize) / stride⌋ + 1, ⌈…⌉ with `ceilMode`; likewise without n.
    ///
    /// - Parameters:
    ///   - stride: From one window to the next; `kernelSize` by default.
    ///   - padding: Zeros beyond both ends; at most half of `kernelSize`.
    ///   - countIncludePad: Whether the padding counts in the mean.
    /// - Throws: ``TensorError`` when no window fits, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.avg_pool1d`.
    public func avgPool1d(
        kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false,
        countIncludePad: Bool = true
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: 1, "avgPool1d")
        let result = try images.tensor.meanOfWindows(
            Size2(1, kernelSize), Size2(1, stride ?? kernelSize), Size2(0, padding), ceilMode,
            countIncludePad, divisor: nil, "avgPool1d")
        return try images.restored(result)
    }

    /// The mean of each window.
    ///
    /// Shape: [n, channels, height, width] → [n, channels, height', width'], height' =
    /// ⌊(height + 2 padding − kernelHeight) / stride⌋ + 1, ⌈…⌉ with `ceilMode`; likewise without n.
    ///
    /// - Parameters:
    ///   - stride: From one window to the next; `kernelSize` by default.
    ///   - padding: Zeros on each side; at most half of `kernelSize`.
    ///   - countIncludePad: Whether the padding counts in the mean.
    ///   - divisorOverride: What sums are divided by, instead of the number of places.
    /// - Throws: ``TensorError`` when no window fits, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.avg_pool2d`.
    public func avgPool2d(
        kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, ceilMode: Bool = false,
        countIncludePad: Bool = true, divisorOverride: Int? = nil
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: 2, "avgPool2d")
        let result = try images.tensor.meanOfWindows(
            kernelSize, stride ?? kernelSize, padding, ceilMode, countIncludePad,
            divisor: divisorOverride, "avgPool2d")
        return try images.restored(result)
    }

    /// The mean of each window of images; the rest of `avgPool2d`.
    func meanOfWindows(
        _ kernel: Size2, _ stride: Size2, _ padding: Size2, _ ceilMode: Bool,
        _ countsPadding: Bool, divisor: Int?, _ operation: String
    ) throws(TensorError) -> Tensor {
        guard kernel.isAtLeast(1), stride.isAtLeast(1), padding.isAtLeast(0),
            padding.height <= kernel.height / 2, padding.width <= kernel.width / 2, divisor != 0,
            [kernel, stride].allSatisfy({ Swift.max($0.height, $0.width) < 1 << 30 })
        else {
            throw TensorError(
                .value, operation,
                expected: "kernelSize and stride of at least 1, padding from 0 to half of "
                    + "kernelSize, and a divisor other than 0",
                got: "kernelSize \(kernel), stride \(stride), padding \(padding)"
                    + (divisor.map { ", divisor \($0)" } ?? ""))
        }
        func windows(_ size: Int, _ axis: KeyPath<Size2, Int>) -> PoolingWindows {
            .sliding(
                size: size, kernel: kernel[keyPath: axis], stride: stride[keyPath: axis],
                padding: padding[keyPath: axis], ceilMode: ceilMode, countsPadding: countsPadding)
        }
        let (rows, columns) = (windows(shape[2], \.height), windows(shape[3], \.width))
        guard rows.count > 0, columns.count > 0 else {
            throw TensorError(
                .shape, operation, expected: "a window that fits the padded input",
                got: "input \(shape), kernelSize \(kernel), padding \(padding)", inputs: [self])
        }
        return try WindowMean(MeanWindows(rows, columns, divisor: divisor.map { Double($0) }))(self)
    }

    /// The means of `outputSize` windows that share the length.
    ///
    /// Shape: [n, channels, length] → [n, channels, outputSize]; likewise without n. Window i goes
    /// from ⌊i length / outputSize⌋ to ⌈(i + 1) length / outputSize⌉.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.adaptive_avg_pool1d`.
    public func adaptiveAvgPool1d(_ outputSize: Int) throws(TensorError) -> Tensor {
        try adaptive(Size2(1, outputSize), dims: 1, "adaptiveAvgPool1d")
    }

    /// The means of `outputSize` windows that share each axis.
    ///
    /// Shape: [n, channels, height, width] → [n, channels, outputHeight, outputWidth]; likewise
    /// without n. Window i goes from ⌊i size / outputSize⌋ to ⌈(i + 1) size / outputSize⌉.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.adaptive_avg_pool2d`.
    public func adaptiveAvgPool2d(_ outputSize: Size2) throws(TensorError) -> Tensor {
        try adaptive(outputSize, dims: 2, "adaptiveAvgPool2d")
    }

    /// The means of windows that share each axis, as many as it has places where a size is nil.
    ///
    /// Shape: [n, channels, height, width] → [n, channels, outputHeight, outputWidth]; likewise
    /// without n.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.adaptive_avg_pool2d`, with nil for None.
    public func adaptiveAvgPool2d(_ height: Int?, _ width: Int?) throws(TensorError) -> Tensor {
        try adaptiveAvgPool2d(planeSize(height, width))
    }

    /// The largest numbers of `outputSize` windows that share the length; see `adaptiveAvgPool1d`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.adaptive_max_pool1d`.
    public func adaptiveMaxPool1d(_ outputSize: Int) throws(TensorError) -> Tensor {
        try adaptive(Size2(1, outputSize), dims: 1, isMaximum: true, "adaptiveMaxPool1d")
    }

    /// The largest numbers of `outputSize` windows that share each axis; see `adaptiveAvgPool2d`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.adaptive_max_pool2d`.
    public func adaptiveMaxPool2d(_ outputSize: Size2) throws(TensorError) -> Tensor {
        try adaptive(outputSize, dims: 2, isMaximum: true, "adaptiveMaxPool2d")
    }

    /// The largest numbers of windows that share each axis, as many as it has places where a size
    /// is nil; see `adaptiveAvgPool2d`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.adaptive_max_pool2d`, with nil for None.
    public func adaptiveMaxPool2d(_ height: Int?, _ width: Int?) throws(TensorError) -> Tensor {
        try adaptiveMaxPool2d(planeSize(height, width))
    }

    /// A size of planes, of which nil is this tensor's own; one without planes is refused by its
    /// rank later.
    private func planeSize(_ height: Int?, _ width: Int?) -> Size2 {
        let own: Size2 = rank < 2 ? 1 : Size2(shape[rank - 2], shape[rank - 1])
        return Size2(height ?? own.height, width ?? own.width)
    }

    private func adaptive(
        _ outputSize: Size2, dims: Int, isMaximum: Bool = false, _ operation: String
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: dims, operation)
        let x = images.tensor
        guard outputSize.isAtLeast(1), x.shape[2] > 0, x.shape[3] > 0 else {
            throw TensorError(
                .shape, operation, expected: "planes and an outputSize of at least 1",
                got: "\(shape) to \(outputSize)", inputs: [self])
        }
        guard Swift.max(outputSize.height, outputSize.width) < 1 << 31 else {
            throw TensorError(
                .value, operation, expected: "an outputSize below 2^31", got: "\(outputSize)",
                inputs: [self])
        }
        if outputSize == 1, !isMaximum {
            return try images.restored(x.mean(dims: [2, 3], keepDim: true))
        }
        // Of a result that there is no memory for, no windows are listed.
        let result = Shape(x.shape.prefix(2) + outputSize.extents)
        _ = try Tensor.empty(result, dtype, operation: operation)
        let rows = PoolingWindows.adaptive(size: x.shape[2], count: outputSize.height)
        let columns = PoolingWindows.adaptive(size: x.shape[3], count: outputSize.width)
        return try images.restored(
            isMaximum
                ? WindowMax(rows, columns)(x) : WindowMean(MeanWindows(rows, columns))(x))
    }
}
