import RealModule

/// A kernel that normalises rows: y = (x − mean) / √(variance + ε) · w + b.
public struct LayerNormLoop: Sendable {
    /// Output, means and inverse deviations (one a row each), input, weights and biases (one a
    /// column; nil: 1 and 0), rows, columns, ε.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer,
            UnsafeRawPointer, UnsafeRawPointer?, UnsafeRawPointer?, Int, Int, Double
        ) -> Void

    /// Works on rows.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<LayerNormLoop>("layerNorm") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Works on all rows of a matrix in C order, in parallel where that pays.
    public func callAsFunction(
        _ y: ArrayView, mean: ArrayView, inverse: ArrayView, _ x: ArrayView, weight: ArrayView?,
        bias: ArrayView?, eps: Double
    ) {
        let rows = mean.count
        let columns = rows == 0 ? 0 : x.count / rows
        Elementwise.parallelRanges(rows, grain: RowMap.grain(columns)) { range in
            let (row, start) = (range.lowerBound, range.lowerBound * columns)
            run(
                y.advanced(by: start), mean.advanced(by: row), inverse.advanced(by: row),
                x.advanced(by: start), weight.map { UnsafeRawPointer($0.pointer) },
                bias.map { UnsafeRawPointer($0.pointer) }, range.count, columns, eps)
        }
    }

    @inline(__always)
    private static func portable<T: Real & BinaryFloatingPoint & SIMDScalar & Sendable>(
        _: T.Type
    ) -> LayerNormLoop {
        LayerNormLoop { y, mean, inverse, x, weight, bias, rows, columns, eps in
            // `rows` rows of `columns` elements of T in `y` and `x`.
            let y = y.assumingMemoryBound(to: T.self)
            let mean = mean.assumingMemoryBound(to: T.self)
            let inverse = inverse.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            let weight = weight?.assumingMemoryBound(to: T.self)
            let bias = bias?.assumingMemoryBound(to: T.self)
            for row in 0..<rows {
                let (x, y) = (x + row * columns, y + row * columns)
                let centre = T(Moments.sum(x, columns) / Double(columns))
                let sums = Moments.sums(T.self, columns) { (x[$0] - centre, x[$0] - centre) }
                let (exact, variance) = Moments.meanAndVariance(
                    centre: Double(centre), sums, columns)
                let m = T(exact)
                let r = T(1 / (variance + eps).squareRoot())
                mean[row] = m
                inverse[row] = r
                if let weight, let bias {
                    for i in 0..<columns { y[i] = (x[i] - m) * r * weight[i] + bias[i] }
                } else if let weight {
                    for i in 0..<columns { y[i] = (x[i] - m) * r * weight[i] }
                } else {
                    for i in 0..<columns { y[i] = (x[i] - m) * r }
                }
            }
        }
    }
}
