import RealModule

/// A kernel for the cross-entropy of rows of logits with class indices.
///
/// With y = log softmax(x), label t, weights w and smoothing ε, a row's loss is
/// −(1 − ε) w[t] y[t] − ε/classes Σ w[c] y[c], and 0 when it is ignored.
public struct CrossEntropyLoop: Sendable {
    /// Losses (one a row), logits, target, rows.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, CrossEntropyTarget, Int) -> Void

    /// Works on rows.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<CrossEntropyLoop>("crossEntropy") { dtype in
        switch dtype {
        // The softmax is looked up here, on the caller's thread: a scoped table holds for it alone.
        case .float32: Softmax.logSoftmax(dtype).map { portable(Float.self, $0) }
        case .float64: Softmax.logSoftmax(dtype).map { portable(Double.self, $0) }
        default: nil
        }
    }

    /// Works on all rows of a matrix [rows, classes] in C order, in parallel where that pays.
    public func callAsFunction(
        _ losses: ArrayView, _ logits: ArrayView, _ target: CrossEntropyTarget
    ) {
        let rows = losses.count
        Elementwise.parallelRanges(rows, grain: RowMap.grain(target.classes)) { range in
            run(
                losses.advanced(by: range.lowerBound),
                logits.advanced(by: range.lowerBound * target.classes),
                target.from(row: range.lowerBound), range.count)
        }
    }

    /// log softmax of a few rows at a time, by the given kernel, into a buffer that stays in the
    /// cache: nothing of the logits' size is written to memory.
    private static func portable<T: Real & BinaryFloatingPoint & Sendable>(
        _: T.Type, _ logSoftmax: RowMap
    ) -> CrossEntropyLoop {
        CrossEntropyLoop { losses, x, target, rows in
            guard rows > 0 else { return }
            let classes = target.classes
            let height = min(rows, max(1, 4096 / max(classes, 1)))
            withUnsafeTemporaryAllocation(of: T.self, capacity: max(1, height * classes)) {
                buffer in
                // The caller's rows have `classes` elements of T; the buffer holds `height` rows.
                let y = buffer.baseAddress.unsafelyUnwrapped
                let losses = losses.assumingMemoryBound(to: T.self)
                let x = x.assumingMemoryBound(to: T.self)
                for first in stride(from: 0, to: rows, by: height) {
                    let count = min(height, rows - first)
                    logSoftmax.run(y, x + first * classes, count, classes)
                    for row in 0..<count {
                        losses[first + row] = loss(
                            y + row * classes, target, Int(target.labels[first + row]))
                    }
                }
            }
        }
    }

    /// The loss of one row of logarithms.
    private static func loss<T: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<T>, _ target: CrossEntropyTarget, _ label: Int
    ) -> T {
        guard label != target.ignoreIndex else { return 0 }
        let weights = target.weights?.assumingMemoryBound(to: T.self)
        let chosen = -y[label] * (weights?[label] ?? 1)
        guard target.smoothing > 0 else { return chosen }
        var spread: T = 0
        for c in 0..<target.classes { spread -= y[c] * (weights?[c] ?? 1) }
        return chosen * T(1 - target.smoothing)
            + spread * T(target.smoothing / Double(target.classes))
    }
}
