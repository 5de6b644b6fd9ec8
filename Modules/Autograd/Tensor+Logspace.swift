import RealModule

extension Tensor {
    /// `steps` powers of `base`, whose exponents are evenly spaced from `start` to `end`.
    ///
    /// - Throws: ``TensorError`` when `steps` is negative.
    ///
    /// Source: PyTorch 2.13, `torch.logspace`.
    public static func logspace(
        _ start: Double, _ end: Double, steps: Int, base: Double = 10, dtype: DType = .float32
    ) throws(TensorError) -> Tensor {
        guard steps >= 0 else {
            throw TensorError(
                .value, "logspace", expected: "a number of steps of at least 0", got: "\(steps)")
        }
        let exponents = try linspace(start, end, steps: steps, dtype: .float64)
        let powers = exponents.toArray(as: Double.self).map { Double.pow(base, $0) }
        return try Tensor(powers, shape: [steps]).to(dtype: dtype)
    }
}
