extension Tensor {
    /// (Σ xᵖ)^(1/p) over each window, p being `normType`; integers give `float32`.
    ///
    /// ∞ is the largest and −∞ the smallest |x|. A negative x with a fractional p, and a negative
    /// sum without a root, give NaN. The sum is the window's mean times its size: that of a last
    /// window that is not full is scaled up to a full one's.
    ///
    /// Shape: [n, channels, length] → [n, channels, length'], length' =
    /// ⌊(length − kernelSize) / stride⌋ + 1, ⌈…⌉ with `ceilMode`; likewise without n.
    ///
    /// Gradient: 0 in windows whose sum is 0. With a p below 1 other than −∞ it is not finite where
    /// x is 0.
    ///
    /// Accuracy: of 16-bit elements in `float32`.
    ///
    /// - Parameter stride: From one window to the next; `kernelSize` by default.
    /// - Throws: ``TensorError`` when no window fits, `normType` is 0 or NaN, or another option is
    ///   out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.lp_pool1d`.
    public func lpPool1d(
        _ normType: Double, kernelSize: Int, stride: Int? = nil, ceilMode: Bool = false
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: 1, "lpPool1d")
        let result = try images.tensor.normsOfWindows(
            normType, Size2(1, kernelSize), Size2(1, stride ?? kernelSize), ceilMode, "lpPool1d")
        return try images.restored(result)
    }

    /// (Σ xᵖ)^(1/p) over each window, p being `normType`; see `lpPool1d`.
    ///
    /// Shape: [n, channels, height, width] → [n, channels, height', width'], height' =
    /// ⌊(height − kernelHeight) / stride⌋ + 1, ⌈…⌉ with `ceilMode`; likewise without n.
    ///
    /// Gradient: As that of `lpPool1d`.
    ///
    /// - Parameter stride: From one window to the next; `kernelSize` by default.
    /// - Throws: ``TensorError`` when no window fits, `normType` is 0 or NaN, or another option is
    ///   out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.lp_pool2d`.
    public func lpPool2d(
        _ normType: Double, kernelSize: Size2, stride: Size2? = nil, ceilMode: Bool = false
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: 2, "lpPool2d")
        let result = try images.tensor.normsOfWindows(
            normType, kernelSize, stride ?? kernelSize, ceilMode, "lpPool2d")
        return try images.restored(result)
    }

    private func normsOfWindows(
        _ p: Double, _ kernel: Size2, _ stride: Size2, _ ceilMode: Bool, _ operation: String
    ) throws(TensorError) -> Tensor {
        guard p != 0, !p.isNaN else {
            throw TensorError(
                .value, operation, expected: "a normType other than 0 and NaN", got: "\(p)")
        }
        // Squares of half precision overflow above 255.
        let x = try dtype.isFloatingPoint ? widened() : to(dtype: .float32)
        let norms: Tensor
        switch p {
        case .infinity:
            norms = try x.abs().maxPool2d(kernelSize: kernel, stride: stride, ceilMode: ceilMode)
        case -.infinity:
            let least = try (-x.abs()).maxPool2d(
                kernelSize: kernel, stride: stride, ceilMode: ceilMode)
            norms = -least
        default:
            let means = try x.pow(p).meanOfWindows(
                kernel, stride, 0, ceilMode, true, divisor: nil, operation)
            let sums = means * (Double(kernel.height) * Double(kernel.width))
            norms = try p == 2 ? sums.rootOrZero() : sums.power(1 / p)
        }
        return try norms.to(dtype: dtype.floating)
    }
}
