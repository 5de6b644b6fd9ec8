import RealModule

extension Factorization {
    /// Right-looking elimination, a column at a time.
    ///
    /// With each multiplier at most 1, the factors are those of A + E with |E| ≤ n ε |L| |U|.
    ///
    /// Source: Golub and Van Loan 2013, algorithm 3.4.1.
    static func lu<T: Real & Sendable>(_: T.Type) -> Factorization {
        Factorization { call in
            let n = call.columns
            // The matrix has n columns of n elements, and there are n pivots.
            let a = Columns<T>(call.matrix, rows: n)
            let pivots = call.second.assumingMemoryBound(to: Int64.self)
            var status = Status.done
            for k in 0..<n {
                let column = a[k]
                var pivot = k
                for i in k..<n where column[i].magnitude > column[pivot].magnitude { pivot = i }
                pivots[k] = Int64(pivot)
                if pivot != k {
                    for j in 0..<n { swap(&a[j][k], &a[j][pivot]) }
                }
                guard column[k] != 0 else {
                    if status == .done { status = .badPivot(at: k) }
                    continue
                }
                for i in k + 1..<n { column[i] /= column[k] }
                for j in k + 1..<n {
                    let (target, factor) = (a[j], a[j][k])
                    for i in k + 1..<n { target[i] -= column[i] * factor }
                }
            }
            return status
        }
    }
}
