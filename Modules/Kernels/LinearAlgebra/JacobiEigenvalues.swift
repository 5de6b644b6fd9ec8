import RealModule

extension Factorization {
    /// Turns of planes, each of which makes one pair of elements beside the diagonal zero, until all
    /// are below ε ‖A‖ / n; together they are then below ε ‖A‖, the size of A's own rounding.
    /// Convergence is quadratic at the end.
    ///
    /// Source: Jacobi 1846; Golub and Van Loan 2013, section 8.5.
    static func eigh<T: Real & Sendable>(_: T.Type) -> Factorization {
        Factorization { call in
            let n = call.columns
            guard let memory = Storage.allocate(byteCount: max(1, n * n * MemoryLayout<T>.stride))
            else { return .outOfMemory }
            // Both have n columns of n elements; there are n eigenvalues.
            let (v, a) = (Columns<T>(call.matrix, rows: n), Columns<T>(memory.pointer, rows: n))
            let values = call.second.assumingMemoryBound(to: T.self)
            for j in 0..<n {
                for i in j..<n { (a[j][i], a[i][j]) = (v[j][i], v[j][i]) }
            }
            let scale = PowerOfTwo(largestOf: a.start, n * n)
            for index in 0..<n * n { a.start[index] *= scale.down }
            v.becomeUnit()
            guard diagonalize(a, v) else { return .notConverged }
            for j in 0..<n { values[j] = a[j][j] * scale.up }
            sort(values, n, ascending: true) { v.swapColumns($0, $1) }
            VectorSigns.normalize(v)
            return withExtendedLifetime(memory) { .done }
        }
    }

    private static let mostSweeps = 60

    /// Makes a symmetric matrix diagonal, and turns the columns of `v` along.
    private static func diagonalize<T: Real>(_ a: Columns<T>, _ v: Columns<T>) -> Bool {
        let n = a.rows
        guard n > 1 else { return true }
        let threshold = norm(a.start, n * n) * T.ulpOfOne / T(n)
        for _ in 0..<mostSweeps {
            var isDiagonal = true
            for p in 0..<n - 1 {
                for q in p + 1..<n where a[p][q].magnitude > threshold {
                    isDiagonal = false
                    let turn = JacobiRotation(first: a[p][p], second: a[q][q], beside: a[p][q])
                    let change = turn.tangent * a[p][q]
                    let (first, second) = (a[p][p] - change, a[q][q] + change)
                    a.rotate(p, q, cosine: turn.cosine, sine: turn.sine)
                    for r in 0..<n { (a[r][p], a[r][q]) = (a[p][r], a[q][r]) }
                    (a[p][p], a[q][q], a[p][q], a[q][p]) = (first, second, 0, 0)
                    v.rotate(p, q, cosine: turn.cosine, sine: turn.sine)
                }
            }
            if isDiagonal { return true }
        }
        return false
    }

    /// Sorts numbers, and exchanges with `swapColumns` what belongs to them.
    static func sort<T: Real>(
        _ values: UnsafeMutablePointer<T>, _ count: Int, ascending: Bool,
        _ swapColumns: (Int, Int) -> Void
    ) {
        for place in 0..<count {
            var best = place
            for other in place..<count
            where ascending ? values[other] < values[best] : values[other] > values[best] {
                best = other
            }
            guard best != place else { continue }
            swap(&values[place], &values[best])
            swapColumns(place, best)
        }
    }
}

/// A power of two that brings numbers near 1, so that their squares neither overflow nor vanish.
struct PowerOfTwo<T: Real> {
    /// What the numbers are multiplied by first.
    let down: T
    /// What results are multiplied by.
    let up: T

    init(largestOf numbers: UnsafeMutablePointer<T>, _ count: Int) {
        var largest: T = 0
        for index in 0..<count { largest = max(largest, numbers[index].magnitude) }
        guard largest > 0 else {
            (down, up) = (1, 1)
            return
        }
        // 2 to the exponents of both ends exists.
        let exponent = max(largest.exponent, T.leastNormalMagnitude.exponent)
        down = T(sign: .plus, exponent: -exponent, significand: 1)
        up = T(sign: .plus, exponent: exponent, significand: 1)
    }
}
