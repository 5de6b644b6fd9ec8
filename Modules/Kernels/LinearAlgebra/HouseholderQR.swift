import RealModule

extension Factorization {
    /// Reflections H = I − τ v vᵀ, one for each column, that leave R; Q is their product.
    ///
    /// Signs are LAPACK's: a column becomes −sign(α) ‖x‖ times a unit vector, where α is its first
    /// element, so that α − β does not cancel; a column that is zero below α stays as it is.
    ///
    /// Source: Golub and Van Loan 2013, section 5.2.2; LAPACK's `dgeqr2`, `dlarfg`, `dorg2r`.
    static func qr<T: Real & Sendable>(_: T.Type) -> Factorization {
        Factorization { call in
            // The matrix has `width` columns of m elements, R has n of n.
            let a = Columns<T>(call.matrix, rows: call.rows)
            let r = Columns<T>(call.second, rows: call.columns)
            let reflections = reduce(a, columns: call.columns)
            for j in 0..<call.columns {
                for i in 0..<call.columns { r[j][i] = i <= j ? a[j][i] : 0 }
            }
            formQ(a, reflections, width: call.width)
            return .done
        }
    }

    /// Makes the columns those of R on and above the diagonal, and v below, whose first element is 1
    /// and not stored. Returns each τ.
    private static func reduce<T: Real>(_ a: Columns<T>, columns: Int) -> [T] {
        (0..<columns).map { k in
            let x = a[k] + k
            let (count, alpha) = (a.rows - k, x[0])
            let below = norm(x + 1, count - 1)
            guard below != 0 else { return 0 }
            let size = T.hypot(alpha, below)
            let beta = alpha < 0 ? size : -size
            let tau = (beta - alpha) / beta
            for i in 1..<count { x[i] /= alpha - beta }
            for j in k + 1..<max(columns, k + 1) { reflect(a[j] + k, by: x, count, tau) }
            x[0] = beta
            return tau
        }
    }

    /// Applies the reflections to the columns of the unit matrix, the last first.
    private static func formQ<T: Real>(_ a: Columns<T>, _ reflections: [T], width: Int) {
        for j in reflections.count..<max(width, reflections.count) {
            for i in 0..<a.rows { a[j][i] = i == j ? 1 : 0 }
        }
        for (k, tau) in reflections.enumerated().reversed() {
            let (column, count) = (a[k] + k, a.rows - k)
            for j in k + 1..<max(width, k + 1) { reflect(a[j] + k, by: column, count, tau) }
            for i in 1..<max(count, 1) { column[i] *= -tau }
            column[0] = 1 - tau
            for i in 0..<k { a[k][i] = 0 }
        }
    }

    /// y − τ (v · y) v, with v[0] taken as 1.
    private static func reflect<T: Real>(
        _ y: UnsafeMutablePointer<T>, by v: UnsafeMutablePointer<T>, _ count: Int, _ tau: T
    ) {
        guard tau != 0 else { return }
        var sum = y[0]
        for i in 1..<count { sum += v[i] * y[i] }
        sum *= tau
        y[0] -= sum
        for i in 1..<count { y[i] -= sum * v[i] }
    }

    /// The length of a vector, also where squares would overflow.
    static func norm<T: Real>(_ x: UnsafeMutablePointer<T>, _ count: Int) -> T {
        var largest: T = 0
        for i in 0..<count where !(x[i].magnitude <= largest) { largest = x[i].magnitude }
        guard largest > 0, largest.isFinite else { return largest }
        var sum: T = 0
        for i in 0..<count {
            let part = x[i] / largest
            sum += part * part
        }
        return largest * T.sqrt(sum)
    }
}
