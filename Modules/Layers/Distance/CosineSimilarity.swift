/// a · b / (‖a‖ ‖b‖) along an axis: the cosine of the angle between vectors.
///
/// A module of two inputs: `try similarity(a, b)`.
///
/// Shape: [..., size, ...] and what broadcasts with it → the same without the axis.
public final class CosineSimilarity: Module, Sendable {
    /// The axis.
    public let dim: Int
    /// Lengths below it count as this.
    public let eps: Double

    public init(dim: Int = 1, eps: Double = 1e-8) {
        self.dim = dim
        self.eps = eps
    }

    /// The cosines.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or there is no such axis.
    public func callAsFunction(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        do { return try cosineSimilarity(a, b, dim: dim, eps: eps) } catch {
            throw error.passing(through: "CosineSimilarity")
        }
    }
}
