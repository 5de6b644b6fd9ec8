import RealModule

/// A kernel that maps each row of a matrix in C order as a whole, as softmax does.
public struct RowMap: Sendable {
    /// Output (may be the input), input, rows, columns.
    public typealias Run = @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int, Int) -> Void

    /// Maps rows.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop of a function that maps one row.
    public static func rows<T>(
        _: T.Type,
        _ map: @escaping @Sendable (UnsafeMutablePointer<T>, UnsafePointer<T>, Int) -> Void
    ) -> RowMap {
        RowMap { out, x, rows, columns in
            // `rows * columns` elements of T in both.
            let out = out.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            for row in 0..<rows { map(out + row * columns, x + row * columns, columns) }
        }
    }

    /// Maps all rows of `x`, in parallel where that pays.
    public func callAsFunction(_ output: ArrayView, _ x: ArrayView, rows: Int, columns: Int) {
        Elementwise.parallelRanges(rows, grain: RowMap.grain(columns)) { range in
            run(
                output.advanced(by: range.lowerBound * columns),
                x.advanced(by: range.lowerBound * columns), range.count, columns)
        }
    }

    /// Rows that one block works on.
    static func grain(_ columns: Int) -> Int { max(1, 8192 / max(columns, 1)) }
}

/// A kernel for the gradient of a ``RowMap`` from its output.
public struct RowGradient: Sendable {
    /// Output (may be the upstream gradient), upstream gradient, forward output, rows, columns.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, Int, Int) -> Void

    /// Works on rows.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop of a function on one row: dx, g, y, columns.
    public static func rows<T>(
        _: T.Type,
        _ pullback:
            @escaping @Sendable (
                UnsafeMutablePointer<T>, UnsafePointer<T>, UnsafePointer<T>, Int
            ) -> Void
    ) -> RowGradient {
        RowGradient { dx, g, y, rows, columns in
            // `rows * columns` elements of T in each.
            let dx = dx.assumingMemoryBound(to: T.self)
            let g = g.assumingMemoryBound(to: T.self)
            let y = y.assumingMemoryBound(to: T.self)
            for row in 0..<rows {
                let start = row * columns
                pullback(dx + start, g + start, y + start, columns)
            }
        }
    }

    /// Works on all rows, in parallel where that pays.
    public func callAsFunction(
        _ dx: ArrayView, _ g: ArrayView, _ y: ArrayView, rows: Int, columns: Int
    ) {
        Elementwise.parallelRanges(rows, grain: RowMap.grain(columns)) { range in
            let start = range.lowerBound * columns
            run(
                dx.advanced(by: start), g.advanced(by: start), y.advanced(by: start), range.count,
                columns)
        }
    }
}

/// Softmax and log-softmax of rows, with their gradients.
///
/// Goals: no overflow (the row's largest element is subtracted first), relative error of a few
/// ulp, and PyTorch's values at the edges: a row of −∞ only, or one with +∞, gives NaN.
public enum Softmax {
    /// softmax(x) = exp(x − max x) / Σ exp(x − max x).
    public static let softmax = Kernel<RowMap>("softmax") { dtype in
        switch dtype {
        case .float32: .rows(Float.self, softmax)
        case .float64: .rows(Double.self, softmax)
        default: nil
        }
    }

    /// log softmax(x) = x − max x − log Σ exp(x − max x).
    public static let logSoftmax = Kernel<RowMap>("logSoftmax") { dtype in
        switch dtype {
        case .float32: .rows(Float.self, logSoftmax)
        case .float64: .rows(Double.self, logSoftmax)
        default: nil
        }
    }

    /// dx = y · (g − Σ g y).
    public static let softmaxGradient = Kernel<RowGradient>("softmax.gradient") { dtype in
        switch dtype {
        case .float32: .rows(Float.self, softmaxGradient)
        case .float64: .rows(Double.self, softmaxGradient)
        default: nil
        }
    }

    /// dx = g − exp(y) Σ g.
    public static let logSoftmaxGradient = Kernel<RowGradient>("logSoftmax.gradient") { dtype in
        switch dtype {
        case .float32: .rows(Float.self, logSoftmaxGradient)
        case .float64: .rows(Double.self, logSoftmaxGradient)
        default: nil
        }
    }

    private static func largest<T: Real>(_ x: UnsafePointer<T>, _ count: Int) -> T {
        var result = -T.infinity
        for i in 0..<count { result = larger(result, x[i]) }
        return result
    }

    @Sendable
    private static func softmax<T: Real>(
        _ out: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ count: Int
    ) {
        let largest = largest(x, count)
        var sum: T = 0
        for i in 0..<count {
            out[i] = T.exp(x[i] - largest)
            sum += out[i]
        }
        for i in 0..<count { out[i] /= sum }
    }

    @Sendable
    private static func logSoftmax<T: Real>(
        _ out: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ count: Int
    ) {
        let largest = largest(x, count)
        var sum: T = 0
        for i in 0..<count { sum += T.exp(x[i] - largest) }
        let log = T.log(sum)
        for i in 0..<count { out[i] = (x[i] - largest) - log }
    }

    @Sendable
    private static func softmaxGradient<T: Real>(
        _ dx: UnsafeMutablePointer<T>, _ g: UnsafePointer<T>, _ y: UnsafePointer<T>, _ count: Int
    ) {
        var dot: T = 0
        for i in 0..<count { dot += g[i] * y[i] }
        for i in 0..<count { dx[i] = y[i] * (g[i] - dot) }
    }

    @Sendable
    private static func logSoftmaxGradient<T: Real>(
        _ dx: UnsafeMutablePointer<T>, _ g: UnsafePointer<T>, _ y: UnsafePointer<T>, _ count: Int
    ) {
        var sum: T = 0
        for i in 0..<count { sum += g[i] }
        for i in 0..<count { dx[i] = g[i] - T.exp(y[i]) * sum }
    }
}
