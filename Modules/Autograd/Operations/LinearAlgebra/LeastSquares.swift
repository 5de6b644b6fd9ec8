import Kernels

/// A⁺ B for A [..., m, n] and B [..., m, k] of the same batch: the X of least size for which
/// ‖A X − B‖ is least.
package struct LeastSquares: Operation {
    public static let name = "lstsq"
    public static let saves: Saves = [.inputs, .outputs]

    /// What singular values count as 0.
    public let tolerance: RankTolerance

    public init(_ tolerance: RankTolerance = RankTolerance()) { self.tolerance = tolerance }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (a, b) = (inputs.first, inputs.second)
        try Matrices.check(a, Self.name)
        try tolerance.check(Self.name)
        guard a.rank == b.rank, a.shape.dropLast() == b.shape.dropLast() else {
            throw TensorError(
                .shape, Self.name, expected: "as many rows on the right as \(a.shape) has",
                got: "\(b.shape)", inputs: [a, b])
        }
        try Matrices.checkTypes(a, b, Self.name)
        let sizes = [a.shape[a.rank - 1], b.shape[b.rank - 1]]
        return TensorSpec(Shape(Matrices.batch(a.shape) + sizes), a.dtype)
    }

    // V (S⁻¹ (Uᵀ B)): to multiply by A⁺ itself would lose digits where B is nearly A X.
    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        try noGrad { () throws(TensorError) in
            let (u, s, vh) = try inputs.first.svd(fullMatrices: false)
            let inverse = try tolerance.inverse(s, of: inputs.first.shape).unsqueeze(dim: -1)
            return try vh.mT.matmul(inverse * u.mT.matmul(inputs.second))
        }
    }

    // dX of X = P B, P = A⁺, follows from dP (see PseudoInverse). With the residual R = B − A X and
    // W = Pᵀ G, B's gradient is W and A's is
    //
    //     −W Xᵀ + R (P W)ᵀ + Pᵀ X (G − P A G)ᵀ.
    public static let gradient = Gradient<LeastSquares>.rule({ context throws(TensorError) in
        let (a, b, x) = (context.input(0), context.input(1), context.output())
        let (p, upstream) = (try PseudoInverse(context.operation.tolerance)(a), context.upstream)
        let w = try p.mT.matmul(upstream)
        try context.propagate(to: 0) { () throws(TensorError) in
            let residual = try b - a.matmul(x)
            let outside = try upstream - p.matmul(a.matmul(upstream))
            let first = try residual.matmul(p.matmul(w).mT) - w.matmul(x.mT)
            return try first + p.mT.matmul(x).matmul(outside.mT)
        }
        try context.propagate(to: 1) { () throws(TensorError) in w }
    })

    public static var samples: [Sample<LeastSquares>] {
        get throws {
            let tall = try cat([Samples.matrix(2), Samples.values([1, 2], in: -1...1, seed: 5)])
            let b = try Samples.values([3, 2], in: -2...2, seed: 1)
            return [
                Sample("tall", LeastSquares(), Pair(tall, b)),
                Sample(
                    "wide", LeastSquares(),
                    Pair(
                        try stack([tall.t(), tall.t() * 2 + 1]),
                        try Samples.values([2, 2, 1], in: -2...2, seed: 2))),
            ]
        }
    }
}

extension Tensor {
    /// What ``lstsq(_:rcond:)`` gives.
    public typealias LeastSquaresResult = (
        solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor
    )

    /// The X of least size for which ‖A X − B‖ is least, for this A; A may lack rank.
    ///
    /// `residuals` are the squared lengths of the columns of A X − B where A has more rows than
    /// columns and full rank, else empty. Only the solution has a gradient, that of matrices of the
    /// same rank.
    ///
    /// Shape: [..., m, n] with [..., m, k] → [..., n, k], [..., k], [...], [..., min(m, n)].
    ///
    /// - Parameter rcond: The share of the largest singular value up to which others count as 0; by
    ///   default max(m, n) ε of the type.
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an element is not finite.
    public func lstsq(
        _ b: Tensor, rcond: Double? = nil
    ) throws(TensorError) -> LeastSquaresResult {
        let tolerance = RankTolerance(rtol: rcond)
        let solution = try LeastSquares(tolerance)(Pair(self, b))
        return try noGrad { () throws(TensorError) in
            let values = try svdvals()
            let ranks = try tolerance.keeps(values, of: shape).to(dtype: .int64).sum(dim: -1)
            let (m, n) = (shape[rank - 2], shape[rank - 1])
            let isFull = m > n && !ranks.toArray(as: Int.self).contains { $0 < n }
            let residuals =
                isFull
                ? try (matmul(solution) - b).square().sum(dim: -2)
                : try Tensor.zeros([0], dtype: solution.dtype)
            return (solution, residuals, ranks, values)
        }
    }
}
