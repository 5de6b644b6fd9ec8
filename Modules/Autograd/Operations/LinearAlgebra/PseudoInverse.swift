import Kernels

/// A⁺, the inverse on the space that A reaches: V diag(1 / s) Uᵀ over singular values s above
/// max(atol, rtol · the largest).
package struct PseudoInverse: Operation {
    public static let name = "pinv"
    public static let saves: Saves = [.inputs, .outputs]

    /// What singular values count as 0.
    public let tolerance: RankTolerance

    public init(_ tolerance: RankTolerance = RankTolerance()) { self.tolerance = tolerance }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try Matrices.check(x, Self.name)
        try tolerance.check(Self.name)
        let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        return TensorSpec(Shape(Matrices.batch(x.shape) + [n, m]), x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        try noGrad { () throws(TensorError) in
            let (u, s, vh) = try x.svd(fullMatrices: false)
            let inverse = try tolerance.inverse(s, of: x.shape).unsqueeze(dim: -2)
            return try (vh.mT * inverse).matmul(u.mT)
        }
    }

    // While the rank stays the same, with P = A⁺,
    //
    //     dP = −P dA P + P Pᵀ dAᵀ (I − A P) + (I − P A) dAᵀ Pᵀ P
    //
    // (Golub and Pereyra 1973, theorem 4.3), so A's gradient is
    //
    //     −Pᵀ G Pᵀ + (I − A P) Gᵀ P Pᵀ + Pᵀ P Gᵀ (I − P A).
    public static let gradient = Gradient<PseudoInverse>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (a, p, upstream) = (context.input(), context.output(), context.upstream)
            let (pT, gT) = (try p.mT, try upstream.mT)
            // The products in the order in which what lies between is small, however long a side is.
            let isTall = a.shape[a.rank - 2] >= a.shape[a.rank - 1]
            func product(_ x: Tensor, _ y: Tensor, _ z: Tensor) throws(TensorError) -> Tensor {
                isTall ? try x.matmul(y.matmul(z)) : try x.matmul(y).matmul(z)
            }
            let first = try product(pT, upstream, pT)
            let left = try product(gT, p, pT)
            let right = try product(pT, p, gT)
            return try left - product(a, p, left) + (right - product(right, p, a)) - first
        }
    })

    public static var samples: [Sample<PseudoInverse>] {
        get throws {
            let tall = try cat([Samples.matrix(2), Samples.values([1, 2], in: -1...1, seed: 5)])
            return [
                Sample("square", PseudoInverse(), try Samples.matrix(2)),
                Sample("tall", PseudoInverse(), tall),
                Sample("wide", PseudoInverse(), try stack([tall.t(), tall.t() * 2 + 1])),
            ]
        }
    }
}

/// What singular values count as 0: those up to max(atol, rtol · the largest).
public struct RankTolerance: Sendable {
    /// The size itself; 0 by default.
    public var atol: Double?
    /// The share of the largest; by default max(m, n) ε of the type, or 0 where `atol` is given and
    /// not 0.
    public var rtol: Double?

    public init(atol: Double? = nil, rtol: Double? = nil) { (self.atol, self.rtol) = (atol, rtol) }

    /// Throws unless the tolerances are numbers of at least 0.
    func check(_ operation: String) throws(TensorError) {
        for value in [atol, rtol] {
            guard let value, !(value >= 0) else { continue }
            throw TensorError(
                .value, operation, expected: "tolerances of at least 0", got: "\(value)")
        }
    }

    /// Which singular values, of matrices of a shape, do not count as 0.
    func keeps(_ s: Tensor, of shape: Shape) throws(TensorError) -> Tensor {
        let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
        let share = Double(max(m, n)) * Matrices.epsilon(s.dtype)
        let rtol = rtol ?? (atol ?? 0 > 0 ? 0 : share)
        guard min(m, n) > 0 else { return s .> 0 }
        let relative = try s.narrow(dim: -1, start: 0, length: 1) * rtol
        return try s .> maximum(relative, s.scalar(atol ?? 0))
    }

    /// 1 / s, and 0 for those that count as 0.
    func inverse(_ s: Tensor, of shape: Shape) throws(TensorError) -> Tensor {
        let keeps = try keeps(s, of: shape)
        return try `where`(keeps, `where`(keeps, s, s.scalar(1)).reciprocal(), s.scalar(0))
    }
}

extension Tensor {
    /// A⁺ of each matrix: the X of least size for which A X A = A. Where the rank is that of all
    /// columns, X A is the unit matrix.
    ///
    /// Shape: [..., m, n] → [..., n, m].
    ///
    /// Gradient: That of matrices of the same rank.
    ///
    /// - Parameters:
    ///   - atol: Singular values up to it count as 0; 0 by default.
    ///   - rtol: So do those up to this share of the largest; by default max(m, n) ε of the type, or
    ///     0 where `atol` is given and not 0.
    /// - Throws: ``TensorError`` when the tensor holds no matrices, or an element is not finite.
    public func pinv(atol: Double? = nil, rtol: Double? = nil) throws(TensorError) -> Tensor {
        try PseudoInverse(RankTolerance(atol: atol, rtol: rtol))(self)
    }

    /// How many singular values of each matrix do not count as 0, as `int64`.
    ///
    /// Shape: [..., m, n] → [...].
    ///
    /// - Parameters:
    ///   - atol: As for ``pinv(atol:rtol:)``.
    ///   - rtol: As for ``pinv(atol:rtol:)``.
    /// - Throws: ``TensorError`` when the tensor holds no matrices, or an element is not finite.
    public func matrixRank(
        atol: Double? = nil, rtol: Double? = nil
    ) throws(TensorError) -> Tensor {
        let tolerance = RankTolerance(atol: atol, rtol: rtol)
        try Matrices.check(self, "matrixRank")
        try tolerance.check("matrixRank")
        let values = try detach().svdvals()
        return try tolerance.keeps(values, of: shape).to(dtype: .int64).sum(dim: -1)
    }
}
