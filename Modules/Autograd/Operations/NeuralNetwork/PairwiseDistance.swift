/// The p-norm of a − b + ε along the last axis.
///
/// Shape: [..., size] and what broadcasts with it → [...], or [..., 1] with `keepDim`.
///
/// Gradient: 0 where the norm is 0, or for p below 2 a difference.
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
    // Squares of half precision overflow above 255.
    let difference = try a.widened() - b.widened() + eps
    return try difference.norm(p, dims: [-1], keepDim: keepDim)
        .to(dtype: a.dtype.promoted(with: b.dtype).floating)
}
