import RealModule

extension Factorization {
    /// A = Q R, then turns of planes from the right that make the columns of R orthogonal: their
    /// lengths are the singular values, their directions U's, and the turns together are V.
    ///
    /// Two columns count as orthogonal when the cosine between them is at most √n ε, whatever their
    /// lengths, so small singular values are as exact as large ones where A itself determines them.
    /// Columns whose squares would vanish, far below ε of the largest, are left as they are.
    ///
    /// Source: Hestenes 1958; Demmel and Veselić 1992; Drmač and Veselić 2008.
    static func svd<T: Real & Sendable>(_: T.Type) -> Factorization {
        let qr = qr(T.self)
        return Factorization { call in
            let (m, n) = (call.rows, call.columns)
            let elements = n * n + n
            guard
                let memory = Storage.allocate(byteCount: max(1, elements * MemoryLayout<T>.stride))
            else { return .outOfMemory }
            // The matrix has n columns of m elements, `w` and `v` n of n; there are n singular
            // values, and n numbers after `w`.
            let matrix = Columns<T>(call.matrix, rows: m)
            let (w, v) = (Columns<T>(memory.pointer, rows: n), Columns<T>(call.third, rows: n))
            let values = call.second.assumingMemoryBound(to: T.self)
            let scale = PowerOfTwo(largestOf: matrix.start, m * n)
            for index in 0..<m * n { matrix.start[index] *= scale.down }
            _ = qr.run(
                FactorizationCall(
                    rows: m, columns: n, matrix: call.matrix, second: memory.pointer))
            v.becomeUnit()
            guard orthogonalize(w, v) else { return .notConverged }
            for j in 0..<n { values[j] = norm(w[j], n) }
            sort(values, n, ascending: false) {
                w.swapColumns($0, $1)
                v.swapColumns($0, $1)
            }
            for j in 0..<n { makeUnit(w, j, length: values[j]) }
            multiply(matrix, by: w, row: w[n])
            for j in 0..<n { values[j] *= scale.up }
            VectorSigns.normalize(matrix, count: n, with: v)
            return withExtendedLifetime(memory) { .done }
        }
    }

    private static let mostSweeps = 60

    /// The square of a length below which a column has no direction.
    private static func leastSquare<T: Real>(_: T.Type) -> T { T.leastNormalMagnitude / T.ulpOfOne }

    /// Makes the columns of `w` orthogonal by turns, and turns those of `v` along.
    private static func orthogonalize<T: Real>(_ w: Columns<T>, _ v: Columns<T>) -> Bool {
        let n = w.rows
        guard n > 1 else { return true }
        let tolerance = T.sqrt(T(n)) * T.ulpOfOne
        for _ in 0..<mostSweeps {
            var isOrthogonal = true
            for p in 0..<n - 1 {
                for q in p + 1..<n {
                    var (first, second, product): (T, T, T) = (0, 0, 0)
                    for i in 0..<n {
                        let (x, y) = (w[p][i], w[q][i])
                        first += x * x
                        second += y * y
                        product += x * y
                    }
                    guard min(first, second) > leastSquare(T.self),
                        product.magnitude > tolerance * T.sqrt(first) * T.sqrt(second)
                    else { continue }
                    isOrthogonal = false
                    let turn = JacobiRotation(first: first, second: second, beside: product)
                    w.rotate(p, q, cosine: turn.cosine, sine: turn.sine)
                    v.rotate(p, q, cosine: turn.cosine, sine: turn.sine)
                }
            }
            if isOrthogonal { return true }
        }
        return false
    }

    /// Brings column j to length 1; where it has none, it becomes one that is orthogonal to those
    /// before it.
    private static func makeUnit<T: Real>(_ w: Columns<T>, _ j: Int, length: T) {
        let n = w.rows
        if length * length > leastSquare(T.self) {
            for i in 0..<n { w[j][i] /= length }
            return
        }
        // The axis that the columns before leave the most of: at least 1 / n of its square.
        var (axis, most): (Int, T) = (0, -1)
        for i in 0..<n {
            let left = (0..<j).reduce(1 as T) { $0 - w[$1][i] * w[$1][i] }
            if left > most { (axis, most) = (i, left) }
        }
        for i in 0..<n { w[j][i] = i == axis ? 1 : 0 }
        // Twice is enough (Giraud et al. 2005).
        for _ in 0..<2 {
            for k in 0..<j {
                let product = (0..<n).reduce(0 as T) { $0 + w[k][$1] * w[j][$1] }
                for i in 0..<n { w[j][i] -= product * w[k][i] }
            }
        }
        let left = norm(w[j], n)
        for i in 0..<n { w[j][i] /= left }
    }

    /// Q becomes Q W, a row at a time; `row` has room for one.
    private static func multiply<T: Real>(
        _ q: Columns<T>, by w: Columns<T>, row: UnsafeMutablePointer<T>
    ) {
        let n = w.rows
        for i in 0..<q.rows {
            for j in 0..<n { row[j] = q[j][i] }
            for j in 0..<n {
                var sum: T = 0
                for k in 0..<n { sum += row[k] * w[j][k] }
                q[j][i] = sum
            }
        }
    }
}
