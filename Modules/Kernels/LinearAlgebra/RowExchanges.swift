import RealModule

/// The rows that an LU factorization has exchanged: at step k, k with `pivots[k]`.
public struct RowExchanges: @unchecked Sendable {
    // `@unchecked`: read only, while the owner of the pivots is held.
    private let pivots: UnsafePointer<Int64>
    private let count: Int

    /// - Parameter pivots: As ``Factorization/lu`` leaves them.
    public init(_ pivots: UnsafeMutableRawPointer, count: Int) {
        self.pivots = UnsafePointer(pivots.assumingMemoryBound(to: Int64.self))
        self.count = count
    }

    /// Exchanges rows of columns that lie without gaps; backwards undoes it.
    ///
    /// - Parameter dtype: `float32` or `float64`.
    public func apply(
        _ matrix: UnsafeMutableRawPointer, columns: Int, _ dtype: DType, isBackwards: Bool = false
    ) {
        // The matrix has `columns` columns of `count` elements.
        if dtype == .float32 {
            apply(Columns<Float>(matrix, rows: count), columns, isBackwards)
        } else {
            apply(Columns<Double>(matrix, rows: count), columns, isBackwards)
        }
    }

    private func apply<T: Real>(_ matrix: Columns<T>, _ columns: Int, _ isBackwards: Bool) {
        for j in 0..<columns {
            let column = matrix[j]
            for step in 0..<count {
                let k = isBackwards ? count - 1 - step : step
                let other = Int(pivots[k])
                if other != k { swap(&column[k], &column[other]) }
            }
        }
    }

    /// The determinant of the matrix whose L and U are given: its sign (0 where it is singular, NaN
    /// where it has a NaN), the logarithm of its size, and its size, which may overflow.
    public func determinant(
        _ factors: UnsafeMutableRawPointer, _ dtype: DType
    ) -> (sign: Double, logarithm: Double, size: Double) {
        // The factors are `count` columns of `count` elements.
        let diagonal: (Int) -> Double
        if dtype == .float32 {
            let u = Columns<Float>(factors, rows: count)
            diagonal = { Double(u[$0][$0]) }
        } else {
            let u = Columns<Double>(factors, rows: count)
            diagonal = { u[$0][$0] }
        }
        var (sign, logarithm, size) = (1.0, 0.0, 1.0)
        for k in 0..<count {
            let pivot = diagonal(k)
            if Int(pivots[k]) != k { sign = -sign }
            sign *= pivot == 0 ? 0 : pivot.isNaN ? pivot : pivot < 0 ? -1 : 1
            logarithm += Double.log(pivot.magnitude)
            size *= pivot.magnitude
        }
        return (sign, logarithm, size)
    }
}
