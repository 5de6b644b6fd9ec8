import RealModule

extension Factorization {
    /// Left-looking: column j of L is column j of A less what the columns before it give, over the
    /// root of its first element.
    ///
    /// Source: Golub and Van Loan 2013, algorithm 4.2.1.
    static func cholesky<T: Real & Sendable>(_: T.Type) -> Factorization {
        Factorization { call in
            let n = call.columns
            // The matrix has n columns of n elements.
            let a = Columns<T>(call.matrix, rows: n)
            for j in 0..<n {
                let column = a[j]
                for k in 0..<j {
                    let (earlier, factor) = (a[k], a[k][j])
                    for i in j..<n { column[i] -= factor * earlier[i] }
                }
                // Written so that NaN ends it, too.
                guard column[j] > 0 else { return .badPivot(at: j) }
                let root = T.sqrt(column[j])
                for i in j..<n { column[i] /= root }
                for i in 0..<j { column[i] = 0 }
            }
            return .done
        }
    }
}
