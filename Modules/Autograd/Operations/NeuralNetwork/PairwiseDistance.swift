/// The p-norm of a − b + ε along the last axis.
///
/// Shape: [..., size] and what broadcasts with it → [...], or [..., 1] with `keepDim`.
///
/// Gradient: 0 where the norm is 0; for p below 1 infinite where a difference is 0.
///
/// - Parameters:
///   - p: 1 for the sum of magnitudes, 2 for the Euclidean distance, infinity for the largest
///     magnitude, 0 for how many are not 0.
///   - eps: ε, so that the distance of equal vectors has a gradient.
/// - Throws: ``TensorError`` when the shapes do not broadcast, or p is negative or NaN.
public func pairwiseDistance(
    _ a: Tensor, _ b: Tensor, p: Double = 2, eps: Double = 1e-6, keepDim: Bool = false
) throws(TensorError) -> Tensor {
    guard p >= 0 else {
        throw TensorError(.value, "pairwiseDistance", expected: "p of at least 0", got: "\(p)")
    }
    return try (a - b + eps).vectorNorm(p, dim: -1, keepDim: keepDim)
}

extension Tensor {
    /// (Σ |x|ᵖ)^(1/p) along an axis, with gradient 0 where it is 0.
    func vectorNorm(_ p: Double, dim: Int, keepDim: Bool) throws(TensorError) -> Tensor {
        switch p {
        case 0: return try (self .!= 0).to(dtype: dtype.floating).sum(dim: dim, keepDim: keepDim)
        case 1: return try abs().sum(dim: dim, keepDim: keepDim)
        case .infinity: return try abs().amax(dims: [dim], keepDim: keepDim)
        default:
            let powers = p == 2 ? square() : try abs().pow(p)
            let sum = try powers.sum(dim: dim, keepDim: keepDim)
            // A root has an infinite slope at 0, and 0 · ∞ is NaN.
            let isZero = sum.detach() .== 0
            let safe = try `where`(isZero, Tensor.ones(dtype: sum.dtype), sum)
            let root = p == 2 ? safe.sqrt() : try safe.pow(1 / p)
            return try `where`(isZero, Tensor.zeros(dtype: sum.dtype), root)
        }
    }
}
