import RealModule

/// A kernel for the gradients of ``LayerNormLoop``.
///
/// With x̂ = (x − mean) r and h = g w, each row gets dx = r (h − Σh/n − x̂ Σhx̂/n); all rows
/// together dw = Σ g x̂ and db = Σ g.
///
/// Source: Ba, Kiros and Hinton 2016, "Layer normalization", differentiated.
public struct LayerNormGradientLoop: Sendable {
    /// Gradient of the input (nil: not wanted), those of weights and biases (set to the sums over
    /// the given rows; nil: not wanted), upstream gradient, input, means, inverse deviations,
    /// weights (nil: 1), rows, columns.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
            UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer,
            UnsafeRawPointer?, Int, Int
        ) -> Void

    /// Works on rows.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<LayerNormGradientLoop>("layerNorm.gradient") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Rows of a block: up to 64 blocks of at least 8192 elements, and at most 1024 rows, so that
    /// the error of a column's sum stays bounded.
    public static func blockRows(rows: Int, columns: Int) -> Int {
        min(1024, max((rows + 63) / 64, RowMap.grain(columns)))
    }

    /// Works on all rows; `weights` and `biases` are [blocks, columns], a block's sums each.
    public func callAsFunction(
        dx: ArrayView?, weights: ArrayView?, biases: ArrayView?, upstream: ArrayView,
        _ x: ArrayView,
        mean: ArrayView, inverse: ArrayView, weight: ArrayView?
    ) {
        let rows = mean.count
        let columns = rows == 0 ? 0 : x.count / rows
        let grain = Self.blockRows(rows: rows, columns: columns)
        Elementwise.parallelRanges(rows, grain: grain) { range in
            let (row, start) = (range.lowerBound, range.lowerBound * columns)
            let sums = row / grain * columns
            run(
                dx?.advanced(by: start), weights?.advanced(by: sums), biases?.advanced(by: sums),
                upstream.advanced(by: start), x.advanced(by: start), mean.advanced(by: row),
                inverse.advanced(by: row), weight.map { UnsafeRawPointer($0.pointer) }, range.count,
                columns)
        }
    }

    @inline(__always)
    private static func portable<T: Real & BinaryFloatingPoint & SIMDScalar & Sendable>(
        _: T.Type
    ) -> LayerNormGradientLoop {
        LayerNormGradientLoop { dx, dw, db, g, x, mean, inverse, weight, rows, columns in
            // `rows` rows of `columns` elements of T in `dx`, `g` and `x`.
            let dx = dx?.assumingMemoryBound(to: T.self)
            let dw = dw?.assumingMemoryBound(to: T.self)
            let db = db?.assumingMemoryBound(to: T.self)
            let g = g.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            let mean = mean.assumingMemoryBound(to: T.self)
            let inverse = inverse.assumingMemoryBound(to: T.self)
            let weight = weight?.assumingMemoryBound(to: T.self)
            dw?.update(repeating: 0, count: columns)
            db?.update(repeating: 0, count: columns)
            for row in 0..<rows {
                let (g, x) = (g + row * columns, x + row * columns)
                let (m, r) = (mean[row], inverse[row])
                if let dw { for i in 0..<columns { dw[i] += g[i] * ((x[i] - m) * r) } }
                if let db { for i in 0..<columns { db[i] += g[i] } }
                guard let dx else { continue }
                input(dx + row * columns, g, x, m, r, weight, columns)
            }
        }
    }

    /// The gradient of one row of the input.
    @inline(__always)
    private static func input<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _ dx: UnsafeMutablePointer<T>, _ g: UnsafePointer<T>, _ x: UnsafePointer<T>, _ m: T, _ r: T,
        _ weight: UnsafePointer<T>?, _ columns: Int
    ) {
        let n = Double(columns)
        if let weight {
            let sums = Moments.sums(T.self, columns) { (g[$0] * weight[$0], (x[$0] - m) * r) }
            let (a, b) = (T(sums.first / n), T(sums.products / n))
            for i in 0..<columns { dx[i] = r * (g[i] * weight[i] - a - (x[i] - m) * r * b) }
        } else {
            let sums = Moments.sums(T.self, columns) { (g[$0], (x[$0] - m) * r) }
            let (a, b) = (T(sums.first / n), T(sums.products / n))
            for i in 0..<columns { dx[i] = r * (g[i] - a - (x[i] - m) * r * b) }
        }
    }
}
