import Kernels

/// A = V diag(λ) Vᵀ for symmetric matrices, of which the lower triangle is read: λ [..., n] ascending,
/// V [..., n, n].
package struct SymmetricEigenvalues: Operation {
    public static let name = "eigh"
    public static let saves = Saves.outputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> Two<TensorSpec> {
        try Matrices.check(x, Self.name, isSquare: true)
        return Two(
            TensorSpec(Shape(x.shape.dropLast()), x.dtype), TensorSpec(x.shape, x.dtype))
    }

    public func forward(
        _ x: Tensor, _ specs: Two<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Pair {
        try Matrices.checkFinite(x, Self.name)
        let vectors = try Matrices.columns(x, Self.name)
        let values = try Tensor.empty(specs.first, operation: Self.name)
        let (n, matrix, second) = (x.shape[x.rank - 1], vectors.body.view, values.body.view)
        let count = n > 0 ? Matrices.batch(x.shape).elementCount : 0
        let statuses = Matrices.kernel(Factorization.eigh, x.dtype)(count: count) {
            FactorizationCall(
                rows: n, columns: n, matrix: matrix.advanced(by: $0 * n * n),
                second: second.advanced(by: $0 * n))
        }
        try Matrices.check(statuses, of: x, Self.name)
        return Pair(values, Matrices.exchanged(vectors))
    }

    // A's gradient is V (Λ̄ + skew(Vᵀ V̄) / E) Vᵀ with E_ij = λ_j − λ_i (1 on the diagonal) and
    // skew(X) = (X − Xᵀ) / 2, since V turns by skew matrices (Giles 2008, section 3.1). It is symmetric.
    public static let gradient = Gradient<SymmetricEigenvalues>.rule({
        context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (values, v) = (context.output(0), context.output(1))
            var core: Tensor?
            if let upstream = context.upstream(1) {
                let unit = try Matrices.unit(v.shape[v.rank - 1], v.dtype)
                let gaps = try values.unsqueeze(dim: -2) - values.unsqueeze(dim: -1) + unit
                let product = try v.mT.matmul(upstream)
                core = try (product - product.mT) / gaps / 2
            }
            if let upstream = context.upstream(0) {
                let diagonal = try upstream.diagEmbed()
                core =
                    try core.map { other throws(TensorError) in try other + diagonal } ?? diagonal
            }
            guard let core else { preconditionFailure("a rule has an upstream gradient") }
            return try v.matmul(core).matmul(v.mT)
        }
    })

    public static func restricted(_ x: Tensor) throws(TensorError) -> Tensor { try x.symmetric() }

    public static var samples: [Sample<SymmetricEigenvalues>] {
        get throws {
            [
                Sample("one matrix", SymmetricEigenvalues(), try Samples.symmetric(3)),
                Sample(
                    "two matrices", SymmetricEigenvalues(),
                    try stack([Samples.symmetric(2), Samples.symmetric(2, seed: 3)])),
            ]
        }
    }
}

/// Which triangle of a symmetric matrix is read.
public enum Triangle: String, Sendable {
    /// The lower.
    case lower = "L"
    /// The upper.
    case upper = "U"
}

extension Tensor {
    /// A = V diag(λ) Vᵀ for each symmetric matrix: eigenvalues ascend, the columns of V are
    /// orthonormal eigenvectors with the signs of ``VectorSigns``.
    ///
    /// Shape: [..., n, n] → [..., n], [..., n, n].
    ///
    /// Gradient: That of the vectors is not defined where two eigenvalues are equal: infinities and
    /// NaN come of it. For eigenvalues alone use ``eigvalsh(uplo:)``.
    ///
    /// - Parameter uplo: The triangle that is read.
    /// - Throws: ``TensorError`` when matrices are not square, or an element is not finite.
    public func eigh(
        uplo: Triangle = .lower
    ) throws(TensorError) -> (eigenvalues: Tensor, eigenvectors: Tensor) {
        let isExchanged = uplo == .upper && rank >= 2
        let result = try SymmetricEigenvalues()(isExchanged ? mT : self)
        return (result.first, result.second)
    }

    /// The eigenvalues of each symmetric matrix, ascending.
    ///
    /// Shape: [..., n, n] → [..., n].
    ///
    /// - Throws: ``TensorError`` when matrices are not square, or an element is not finite.
    public func eigvalsh(uplo: Triangle = .lower) throws(TensorError) -> Tensor {
        try eigh(uplo: uplo).eigenvalues
    }
}
