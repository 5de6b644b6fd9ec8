import Kernels

/// A = U diag(S) Vh with k = min(m, n): U [..., m, k], S [..., k] descending, Vh [..., k, n].
package struct SingularValues: Operation {
    public static let name = "svd"
    public static let saves = Saves.outputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> Three<TensorSpec> {
        try Matrices.check(x, Self.name)
        let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        let (batch, k) = (Matrices.batch(x.shape), min(m, n))
        return Three(
            TensorSpec(Shape(batch + [m, k]), x.dtype), TensorSpec(Shape(batch + [k]), x.dtype),
            TensorSpec(Shape(batch + [k, n]), x.dtype))
    }

    public func forward(
        _ x: Tensor, _ specs: Three<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Triple {
        try Matrices.checkFinite(x, Self.name)
        let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        let (rows, columns) = (max(m, n), min(m, n))
        // The rows of a wide matrix are the columns of its transpose, V diag(S) Uᵀ.
        let isTall = m >= n
        let first =
            isTall
            ? try Matrices.columns(x, Self.name) : try x.untracked().copied(operation: Self.name)
        let values = try Tensor.empty(specs.second, operation: Self.name)
        let second = try Tensor.empty(
            isTall ? specs.third : specs.first, operation: Self.name)
        let (matrix, s, v) = (first.body.view, values.body.view, second.body.view)
        let count = rows * columns == 0 ? 0 : Matrices.batch(x.shape).elementCount
        let statuses = Matrices.kernel(Factorization.svd, x.dtype)(count: count) {
            FactorizationCall(
                rows: rows, columns: columns, matrix: matrix.advanced(by: $0 * rows * columns),
                second: s.advanced(by: $0 * columns), third: v.advanced(by: $0 * columns * columns))
        }
        try Matrices.check(statuses, of: x, Self.name)
        return isTall
            ? Triple(Matrices.exchanged(first), values, second)
            : Triple(Matrices.exchanged(second), values, first)
    }

    // With skew(X) = X − Xᵀ and E_ij = s_j² − s_i² (1 on the diagonal) A's gradient is
    //
    //     U ((skew(Uᵀ Ū) / E) S + S (skew(Vᵀ V̄) / E) + S̄) Vᵀ
    //         + (I − U Uᵀ) Ū S⁻¹ Vᵀ + U S⁻¹ V̄ᵀ (I − V Vᵀ)
    //
    // (Townsend 2016; Giles 2008, section 3.2, for S̄). Terms of outputs that are not used are left
    // out, so that singular values alone have a gradient also where two are equal.
    public static let gradient = Gradient<SingularValues>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (u, s, vh) = (context.output(0), context.output(1), context.output(2))
            let (rows, columns) = (try s.unsqueeze(dim: -1), try s.unsqueeze(dim: -2))
            func overGaps(_ x: Tensor) throws(TensorError) -> Tensor {
                let unit = try Matrices.unit(s.shape[s.rank - 1], s.dtype)
                return try (x - x.mT) / (columns.square() - rows.square() + unit)
            }
            var (core, outside): ([Tensor], [Tensor]) = ([], [])
            if let upstream = context.upstream(0) {
                let product = try u.mT.matmul(upstream)
                core.append(try overGaps(product) * columns)
                if u.shape[u.rank - 2] > u.shape[u.rank - 1] {
                    let rest = try (upstream - u.matmul(product)) / columns
                    outside.append(try rest.matmul(vh))
                }
            }
            if let upstream = context.upstream(2) {
                let product = try vh.matmul(upstream.mT)
                core.append(try rows * overGaps(product))
                if vh.shape[vh.rank - 1] > vh.shape[vh.rank - 2] {
                    let rest = try (upstream - product.mT.matmul(vh)) / rows
                    outside.append(try u.matmul(rest))
                }
            }
            if let upstream = context.upstream(1) { core.append(try upstream.diagEmbed()) }
            var sum = core[0]
            for term in core.dropFirst() { sum = try sum + term }
            var gradient = try u.matmul(sum).matmul(vh)
            for term in outside { gradient = try gradient + term }
            return gradient
        }
    })

    public static var samples: [Sample<SingularValues>] {
        get throws {
            let tall = try cat([
                Samples.symmetric(2), Samples.values([1, 2], in: -1...1, seed: 5),
            ])
            return [
                Sample("square", SingularValues(), try Samples.symmetric(3)),
                Sample("tall", SingularValues(), tall),
                Sample("wide", SingularValues(), try stack([tall.t(), tall.t() * 2])),
            ]
        }
    }
}

extension Tensor {
    /// A = U diag(S) Vh for each matrix: U and V have orthonormal columns, S descends. Signs are those
    /// of ``VectorSigns``: of U's columns for a tall matrix, of V's for a wide one.
    ///
    /// Shape: [..., m, n] → [..., m, k], [..., k], [..., k, n] with k = min(m, n); with `fullMatrices`
    /// U is [..., m, m] and Vh [..., n, n].
    ///
    /// Gradient: That of U and Vh is not defined where two singular values are equal, or one is 0 and
    /// the matrix not square: infinities and NaN come of it. Further columns of full matrices count as
    /// constant. For singular values alone use ``svdvals()``.
    ///
    /// - Throws: ``TensorError`` when the tensor holds no matrices, or an element is not finite.
    public func svd(
        fullMatrices: Bool = true
    ) throws(TensorError) -> (u: Tensor, s: Tensor, vh: Tensor) {
        let result = try SingularValues()(self)
        guard fullMatrices else { return (result.first, result.second, result.third) }
        return (
            try result.first.completed(), result.second, try result.third.mT.completed().mT
        )
    }

    /// Orthonormal columns with further ones up to a square matrix.
    private func completed() throws(TensorError) -> Tensor {
        let (m, k) = (shape[rank - 2], shape[rank - 1])
        guard m > k else { return self }
        let further = try detach().qr(mode: .complete).q.narrow(dim: -1, start: k, length: m - k)
        return try cat([self, further], dim: -1)
    }

    /// The singular values of each matrix, descending.
    ///
    /// Shape: [..., m, n] → [..., min(m, n)].
    ///
    /// - Throws: ``TensorError`` when the tensor holds no matrices, or an element is not finite.
    public func svdvals() throws(TensorError) -> Tensor { try SingularValues()(self).second }
}
