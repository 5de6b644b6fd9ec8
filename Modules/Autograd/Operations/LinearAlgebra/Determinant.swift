import Kernels

/// det A for square matrices.
package struct Determinant: Operation {
    public static let name = "det"
    public static let saves: Saves = [.inputs, .outputs]

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try Matrices.check(x, Self.name, isSquare: true)
        return TensorSpec(Matrices.batch(x.shape), x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let (sign, _, size) = try LUFactors(x, Self.name).determinants(x.dtype, Self.name)
        return try noGrad { () throws(TensorError) in try sign * size }
    }

    // The gradient is the matrix of cofactors (Jacobi 1841): det A · A⁻ᵀ (Giles 2008, section 2.2.4).
    // A singular matrix has cofactors, too, by its singular values:
    // det U det V · U diag(Π_{j≠i} σⱼ) Vᵀ.
    public static let gradient = Gradient<Determinant>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (x, determinant) = (context.input(), context.output())
            let isSingular = determinant.toArray(as: Double.self).contains(0)
            let cofactors =
                isSingular
                ? try x.cofactors()
                : try determinant.unsqueeze(dim: -1).unsqueeze(dim: -1) * x.inverse().mT
            return try context.upstream.unsqueeze(dim: -1).unsqueeze(dim: -1) * cofactors
        }
    })

    public static var samples: [Sample<Determinant>] {
        get throws {
            [
                Sample("one matrix", Determinant(), try Samples.matrix(3)),
                Sample(
                    "two matrices", Determinant(),
                    try stack([Samples.matrix(2), Samples.matrix(2, seed: 3)])),
            ]
        }
    }
}

extension Tensor {
    /// The matrix of cofactors, also of a singular matrix.
    fileprivate func cofactors() throws(TensorError) -> Tensor {
        let n = shape[rank - 1]
        let (u, s, vh) = try svd(fullMatrices: false)
        let unit = try Matrices.unit(n, dtype)
        // Row i has all singular values, with 1 in place of its own.
        let others = try `where`(unit .> 0, unit, s.unsqueeze(dim: -2))
        var products = try others.narrow(dim: -1, start: 0, length: 1)
        for column in 1..<Swift.max(n, 1) {
            products = try products * others.narrow(dim: -1, start: column, length: 1)
        }
        let sign = try (u.detach().det() * vh.detach().det())
            .unsqueeze(dim: -1).unsqueeze(dim: -1)
        return try sign * (u * products.mT).matmul(vh)
    }

    /// The determinant of each matrix. Where it may overflow, use ``slogdet()``.
    ///
    /// Shape: [..., n, n] → [...].
    ///
    /// - Throws: ``TensorError`` when matrices are not square.
    public func det() throws(TensorError) -> Tensor { try Determinant()(self) }
}
