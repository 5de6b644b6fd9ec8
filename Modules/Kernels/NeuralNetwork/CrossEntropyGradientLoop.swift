import RealModule

/// A kernel for the gradient of the cross-entropy of rows of logits.
///
/// With t[c] = (1 − ε) w[label] [c = label] + ε/classes w[c], a row's gradient is
/// g (softmax(x) Σ t − t), and 0 when it is ignored.
public struct CrossEntropyGradientLoop: Sendable {
    /// Gradient of the logits, upstream gradient (one a row, or one for all when the step is 0),
    /// its step, a factor for it, logits, target, rows.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeRawPointer, Int, Double, UnsafeRawPointer,
            CrossEntropyTarget, Int
        ) -> Void

    /// Works on rows.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<CrossEntropyGradientLoop>("crossEntropy.gradient") { dtype in
        switch dtype {
        // The softmax is looked up here, on the caller's thread: a scoped table holds for it alone.
        case .float32: Softmax.softmax(dtype).map { portable(Float.self, $0) }
        case .float64: Softmax.softmax(dtype).map { portable(Double.self, $0) }
        default: nil
        }
    }

    /// Works on all rows, in parallel where that pays; `upstream` has one element or one a row.
    public func callAsFunction(
        _ dx: ArrayView, upstream: ArrayView, factor: Double, _ logits: ArrayView,
        _ target: CrossEntropyTarget, rows: Int
    ) {
        let step = upstream.shape.count == 0 ? 0 : 1
        Elementwise.parallelRanges(rows, grain: RowMap.grain(target.classes)) { range in
            let start = range.lowerBound * target.classes
            run(
                dx.advanced(by: start), upstream.advanced(by: range.lowerBound * step), step,
                factor,
                logits.advanced(by: start), target.from(row: range.lowerBound), range.count)
        }
    }

    /// Softmax of a few rows by the given kernel, which are then corrected while in the cache.
    private static func portable<T: Real & BinaryFloatingPoint & Sendable>(
        _: T.Type, _ softmax: RowMap
    ) -> CrossEntropyGradientLoop {
        CrossEntropyGradientLoop { dx, g, step, factor, x, target, rows in
            let classes = target.classes
            let height = max(1, 4096 / max(classes, 1))
            // `rows` rows of `classes` elements of T in `dx` and `x`; the weights' sum is needed
            // for smoothing only.
            let dx = dx.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            let g = g.assumingMemoryBound(to: T.self)
            let weightSum: T = target.smoothing > 0 ? sum(target) : 0
            for first in stride(from: 0, to: rows, by: height) {
                let count = min(height, rows - first)
                softmax.run(dx + first * classes, x + first * classes, count, classes)
                for row in first..<first + count {
                    correct(
                        dx + row * classes, g[row * step] * T(factor), target,
                        Int(target.labels[row]), weightSum)
                }
            }
        }
    }

    private static func sum<T: Real>(_ target: CrossEntropyTarget) -> T {
        guard let weights = target.weights?.assumingMemoryBound(to: T.self) else {
            return T(target.classes)
        }
        return (0..<target.classes).reduce(0) { $0 + weights[$1] }
    }

    /// Makes softmax, in place, the gradient of one row.
    private static func correct<T: Real & BinaryFloatingPoint>(
        _ row: UnsafeMutablePointer<T>, _ g: T, _ target: CrossEntropyTarget, _ label: Int,
        _ weightSum: T
    ) {
        let classes = target.classes
        guard label != target.ignoreIndex else {
            return row.update(repeating: 0, count: classes)
        }
        let weights = target.weights?.assumingMemoryBound(to: T.self)
        let chosen = T(1 - target.smoothing) * (weights?[label] ?? 1)
        let spread = T(target.smoothing / Double(classes))
        let scale = g * (chosen + spread * weightSum)
        for c in 0..<classes { row[c] *= scale }
        row[label] -= g * chosen
        guard spread > 0 else { return }
        for c in 0..<classes { row[c] -= g * spread * (weights?[c] ?? 1) }
    }
}
