import Kernels

extension Tensor {
    /// x / √(mean(x²) + ε) · weight, with the mean over the last axes.
    ///
    /// Shape: [..., normalizedShape] with a weight of `normalizedShape` → the same.
    ///
    /// Gradient: to input and weight.
    ///
    /// Accuracy: of 16-bit elements in `float32`, as PyTorch's.
    ///
    /// - Parameter eps: Added to the mean, inside the root; nil is the distance from 1 to the next
    ///   number of the type that is computed in: 2⁻⁵², or 2⁻²³ for `float32` and shorter ones.
    /// - Throws: ``TensorError`` when the last axes do not have `normalizedShape`, the weight has
    ///   another shape, or types differ.
    ///
    /// Source: Zhang and Sennrich 2019, "Root mean square layer normalization", equation 4; PyTorch
    /// 2.13, `torch.nn.functional.rms_norm`.
    public func rmsNorm(
        _ normalizedShape: Shape, weight: Tensor? = nil, eps: Double? = nil
    ) throws(TensorError) -> Tensor {
        let given = [self] + (weight.map { [$0] } ?? [])
        guard !normalizedShape.isEmpty,
            Array(shape.suffix(normalizedShape.count)) == Array(normalizedShape),
            weight == nil || weight?.shape == normalizedShape
        else {
            throw TensorError(
                .shape, "rmsNorm", expected: "[..., \(normalizedShape)] and a weight of that shape",
                got: given.map { "\($0.shape)" }.joined(separator: " and "), inputs: given)
        }
        guard dtype.isFloatingPoint, given.allSatisfy({ $0.dtype == dtype }) else {
            throw .floatingTypes("rmsNorm", given)
        }
        let least = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
        let wide = try widened()
        let axes = Array(rank - normalizedShape.count..<rank)
        let squares = try wide.square().mean(dims: axes, keepDim: true)
        let unit = try wide / (squares + (eps ?? least)).sqrt()
        return try
            (weight.map { weight throws(TensorError) in try unit * weight.widened() } ?? unit)
            .to(dtype: dtype)
    }

    /// This tensor in the type that it is computed in: `float32` for 16-bit elements.
    package func widened() throws(TensorError) -> Tensor {
        dtype == .float16 || dtype == .bfloat16 ? try to(dtype: .float32) : self
    }
}
