import Kernels

/// L with A = L Lᵀ for symmetric positive-definite matrices, of which the lower triangle is read.
package struct Cholesky: Operation {
    public static let name = "cholesky"
    public static let saves = Saves.outputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try Matrices.check(x, Self.name, isSquare: true)
        return TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let result = try Matrices.columns(x, Self.name)
        let (n, matrix) = (x.shape[x.rank - 1], result.body.view)
        let count = n > 0 ? Matrices.batch(x.shape).elementCount : 0
        let statuses = Matrices.kernel(Factorization.cholesky, x.dtype)(count: count) {
            FactorizationCall(rows: n, columns: n, matrix: matrix.advanced(by: $0 * n * n))
        }
        for (index, status) in statuses.enumerated() {
            guard case .badPivot(let pivot) = status else { continue }
            throw TensorError(
                .value, Self.name, expected: "symmetric positive-definite matrices",
                got: "\(Matrices.place(index, in: x)), whose leading minor of order \(pivot + 1) "
                    + "is not positive",
                hint: "Add to the diagonal, or use eigh or solve.", inputs: [x])
        }
        try Matrices.check(statuses, of: x, Self.name)
        return Matrices.exchanged(result)
    }

    // A = L Lᵀ has dL = L Φ(L⁻¹ dA L⁻ᵀ), where Φ takes the lower triangle and half of the diagonal.
    // So A's gradient is L⁻ᵀ P L⁻¹, where P is the symmetric matrix whose lower triangle is that of
    // Lᵀ Ḡ, halved (Murray 2016, section 3). It is the one of a symmetric matrix.
    public static let gradient = Gradient<Cholesky>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let l = context.output()
            let product = try l.mT.matmul(context.upstream)
            let half = try (product.tril() + product.tril(diagonal: -1).mT) / 2
            let left = try l.mT.solveTriangular(half, upper: true)
            return try l.solveTriangular(left, upper: false, left: false)
        }
    })

    public static func restricted(_ x: Tensor) throws(TensorError) -> Tensor { try x.symmetric() }

    public static var samples: [Sample<Cholesky>] {
        get throws {
            [
                Sample("one matrix", Cholesky(), try Samples.symmetric(3)),
                Sample(
                    "two matrices", Cholesky(),
                    try stack([Samples.symmetric(2), Samples.symmetric(2, seed: 3)])),
            ]
        }
    }
}

extension Tensor {
    /// (A + Aᵀ) / 2.
    package func symmetric() throws(TensorError) -> Tensor { try (self + mT) / 2 }

    /// L with A = L Lᵀ for each symmetric positive-definite matrix A, or with `upper` the U = Lᵀ with
    /// A = Uᵀ U. Only that triangle is read, and the gradient is that of a symmetric matrix.
    ///
    /// Shape: [..., n, n] → [..., n, n].
    ///
    /// - Throws: ``TensorError`` when a matrix is not positive definite or not square.
    public func cholesky(upper: Bool = false) throws(TensorError) -> Tensor {
        guard upper, rank >= 2 else { return try Cholesky()(self) }
        return try Cholesky()(mT).mT
    }

    /// X with A X = B for this B, where A = L Lᵀ, or Uᵀ U with `upper`, is given by its factor.
    ///
    /// Shape: [..., n, k] with [..., n, n] → [..., n, k].
    ///
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func choleskySolve(
        _ factor: Tensor, upper: Bool = false
    ) throws(TensorError) -> Tensor {
        try Matrices.check(factor, "choleskySolve", isSquare: true)
        let (first, last) = upper ? (try factor.mT, factor) : (factor, try factor.mT)
        let half = try first.solveTriangular(self, upper: false)
        return try last.solveTriangular(half, upper: true)
    }
}
