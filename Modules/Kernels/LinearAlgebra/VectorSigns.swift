import RealModule

/// The signs of eigenvectors and singular vectors, which nothing determines: the first component
/// that is at least half as large as the largest is positive. So all kernels give the same ones,
/// also where components of one size differ by rounding.
public enum VectorSigns {
    /// Gives `count` columns of `rows` elements these signs, and turns those of `others`, columns of
    /// `otherRows` elements, along.
    ///
    /// - Parameter dtype: `float32` or `float64`.
    public static func normalize(
        _ vectors: UnsafeMutableRawPointer, rows: Int, count: Int, _ dtype: DType,
        with others: UnsafeMutableRawPointer? = nil, otherRows: Int = 0
    ) {
        // The sizes bound what both hold.
        if dtype == .float32 {
            normalize(
                Columns<Float>(vectors, rows: rows), count: count,
                with: others.map { Columns(UnsafeMutableRawPointer($0), rows: otherRows) })
        } else {
            normalize(
                Columns<Double>(vectors, rows: rows), count: count,
                with: others.map { Columns(UnsafeMutableRawPointer($0), rows: otherRows) })
        }
    }

    static func normalize<T: Real>(
        _ vectors: Columns<T>, count: Int? = nil, with others: Columns<T>? = nil
    ) {
        for j in 0..<(count ?? vectors.rows) {
            let column = vectors[j]
            var largest: T = 0
            for i in 0..<vectors.rows { largest = max(largest, column[i].magnitude) }
            var first = 0
            while first < vectors.rows, column[first].magnitude < largest / 2 { first += 1 }
            guard first < vectors.rows, column[first] < 0 else { continue }
            for i in 0..<vectors.rows { column[i] = -column[i] }
            guard let others else { continue }
            for i in 0..<others.rows { others[j][i] = -others[j][i] }
        }
    }
}
