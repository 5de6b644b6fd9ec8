/// The p-norm of a − b + ε along the last axis.
///
/// A module of two inputs: `try distance(a, b)`.
///
/// Shape: [..., size] and what broadcasts with it → [...], or [..., 1] with `keepDim`.
public final class PairwiseDistance: Module, Sendable {
    /// Which norm it is.
    public let p: Double
    /// What is added to each difference.
    public let eps: Double
    /// Whether the last axis stays, with size 1.
    public let keepDim: Bool

    public init(p: Double = 2, eps: Double = 1e-6, keepDim: Bool = false) {
        self.p = p
        self.eps = eps
        self.keepDim = keepDim
    }

    /// The distances.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or p is negative or NaN.
    public func callAsFunction(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        do { return try pairwiseDistance(a, b, p: p, eps: eps, keepDim: keepDim) } catch {
            throw error.passing(through: "PairwiseDistance")
        }
    }
}
