import Kernels

/// P A = L U for the matrices of a tensor, to solve with and to keep for a gradient.
package struct LUFactors: Sendable {
    /// L below the diagonal, whose own is 1, and U on and above, column by column.
    private let factors: Tensor
    /// The rows exchanged, [..., n].
    private let pivots: Tensor
    /// The first matrix with a zero on U's diagonal, and where.
    private let singular: (matrix: Int, pivot: Int)?
    private let n: Int
    private let count: Int

    /// Factors square matrices.
    init(_ a: Tensor, _ operation: String) throws(TensorError) {
        n = a.shape[a.rank - 1]
        count = Matrices.batch(a.shape).elementCount
        factors = try Matrices.columns(a, operation)
        pivots = try Tensor.empty(Shape(a.shape.dropLast()), .int64, operation: operation)
        let (n, matrix, rows) = (n, factors.body.view, pivots.body.view)
        let statuses = Matrices.kernel(Factorization.lu, a.dtype)(count: n > 0 ? count : 0) {
            FactorizationCall(
                rows: n, columns: n, matrix: matrix.advanced(by: $0 * n * n),
                second: rows.advanced(by: $0 * n))
        }
        try Matrices.check(statuses, of: a, operation)
        singular =
            statuses.enumerated().lazy.compactMap { index, status in
                if case .badPivot(let pivot) = status { (index, pivot) } else { nil }
            }.first
    }

    /// Throws where a matrix has no inverse.
    func checkInvertible(_ a: Tensor, _ operation: String) throws(TensorError) {
        guard let singular else { return }
        throw TensorError(
            .value, operation, expected: "invertible matrices",
            got: "\(Matrices.place(singular.matrix, in: a)) is singular (pivot \(singular.pivot) "
                + "is 0)",
            hint: "Use lstsq or pinv for such, or add to the diagonal.", inputs: [a])
    }

    /// A⁻¹ B, or A⁻ᵀ B, for B [..., n, k]; not tracked.
    func solve(
        _ b: Tensor, isTransposed: Bool = false, _ operation: String
    ) throws(TensorError) -> Tensor {
        let result = try Matrices.columns(b, operation)
        let columns = b.shape[b.rank - 1]
        let (n, dtype) = (n, b.dtype)
        guard n > 0, columns > 0, let kernel = TriangularSolve.kernel(dtype) else {
            return Matrices.exchanged(result)
        }
        let (a, x, rows) = (factors.body.view, result.body.view, pivots.body.view)
        @Sendable func exchange(isBackwards: Bool) {
            Elementwise.parallelRanges(count, grain: max(1, 65_536 / (n * columns))) { range in
                for index in range {
                    RowExchanges(rows.advanced(by: index * n), count: n).apply(
                        x.advanced(by: index * n * columns), columns: columns, dtype,
                        isBackwards: isBackwards)
                }
            }
        }
        func substitute(isUpper: Bool) {
            kernel(count: count, dtype) { index in
                TriangularSolveCall(
                    isUpper: isUpper, isTransposed: isTransposed, isUnit: !isUpper, rows: n,
                    columns: columns, a: a.advanced(by: index * n * n),
                    b: x.advanced(by: index * n * columns))
            }
        }
        // A = Pᵀ L U and Aᵀ = Uᵀ Lᵀ P.
        if !isTransposed { exchange(isBackwards: false) }
        substitute(isUpper: isTransposed)
        substitute(isUpper: !isTransposed)
        if isTransposed { exchange(isBackwards: true) }
        return withExtendedLifetime(self) { Matrices.exchanged(result) }
    }

    /// The determinants, [...], of a type: signs, logarithms of the sizes, sizes.
    func determinants(
        _ dtype: DType, _ operation: String
    ) throws(TensorError) -> (sign: Tensor, logarithm: Tensor, size: Tensor) {
        let shape = Shape(pivots.shape.dropLast())
        var (signs, logarithms, sizes) = ([Double](), [Double](), [Double]())
        for index in 0..<count {
            let one = RowExchanges(pivots.body.view.advanced(by: index * n), count: n)
                .determinant(factors.body.view.advanced(by: index * n * n), dtype)
            signs.append(one.sign)
            logarithms.append(one.logarithm)
            sizes.append(one.size)
        }
        return try withExtendedLifetime(self) { () throws(TensorError) in
            (
                try Tensor(signs, shape: shape).to(dtype),
                try Tensor(logarithms, shape: shape).to(dtype),
                try Tensor(sizes, shape: shape).to(dtype)
            )
        }
    }
}
