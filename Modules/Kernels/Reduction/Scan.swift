/// Running results along an axis: element j of a line is what elements 0 to j give.
///
/// Views are contiguous and of one shape. Each line is one thread's, so the bits do not depend on
/// how many there are. `float32` is added up and multiplied in `Double`, as in PyTorch.
public enum Scan {
    /// Sums, wrapping for `int64`; with `isReversed` from the end.
    public static func sum(
        _ target: ArrayView, _ source: ArrayView, axis: Int, isReversed: Bool
    ) {
        switch target.dtype {
        case .float32:
            fold(Float.self, target, source, axis, isReversed, 0.0, { $0 + Double($1) }) {
                Float($0)
            }
        case .float64:
            fold(Double.self, target, source, axis, isReversed, 0.0, { $0 + $1 }) { $0 }
        default:
            fold(Int64.self, target, source, axis, isReversed, 0 as Int64, { $0 &+ $1 }) { $0 }
        }
    }

    /// Products, wrapping for `int64`.
    public static func product(_ target: ArrayView, _ source: ArrayView, axis: Int) {
        switch target.dtype {
        case .float32:
            fold(Float.self, target, source, axis, false, 1.0, { $0 * Double($1) }) { Float($0) }
        case .float64: fold(Double.self, target, source, axis, false, 1.0, { $0 * $1 }) { $0 }
        default: fold(Int64.self, target, source, axis, false, 1 as Int64, { $0 &* $1 }) { $0 }
        }
    }

    /// target[o, i] = the product of all elements source[o, j, i]; target has no such axis.
    public static func wholeProduct(_ target: ArrayView, _ source: ArrayView, axis: Int) {
        switch target.dtype {
        case .float32:
            total(Float.self, target, source, axis, 1.0, { $0 * Double($1) }) { Float($0) }
        case .float64: total(Double.self, target, source, axis, 1.0, { $0 * $1 }) { $0 }
        default: total(Int64.self, target, source, axis, 1 as Int64, { $0 &* $1 }) { $0 }
        }
    }

    @inline(__always)
    private static func total<T, Total: Sendable>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ axis: Int, _ start: Total,
        _ combine: @escaping @Sendable (Total, T) -> Total,
        _ value: @escaping @Sendable (Total) -> T
    ) {
        let lines = Lines(source.shape, axis: axis)
        lines.forEach { first in
            let out = target.pointer.assumingMemoryBound(to: T.self)
            let x = source.pointer.assumingMemoryBound(to: T.self)
            let total = (0..<lines.length).reduce(start) { combine($0, x[first + $1 * lines.step]) }
            // The place without the axis.
            let block = lines.length * lines.step
            out[first / block * lines.step + first % block] = value(total)
        }
    }

    @inline(__always)
    private static func fold<T, Total: Sendable>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ axis: Int, _ isReversed: Bool,
        _ start: Total, _ combine: @escaping @Sendable (Total, T) -> Total,
        _ value: @escaping @Sendable (Total) -> T
    ) {
        let lines = Lines(source.shape, axis: axis)
        lines.forEach { first in
            // Both have the elements of the line.
            let out = target.pointer.assumingMemoryBound(to: T.self)
            let x = source.pointer.assumingMemoryBound(to: T.self)
            var total = start
            for j in 0..<lines.length {
                let place = first + (isReversed ? lines.length - 1 - j : j) * lines.step
                total = combine(total, x[place])
                out[place] = value(total)
            }
        }
    }

    /// y[j] = factors[j] y[j − 1] + terms[j]; with `isReversed` its adjoint, y[j] = terms[j] +
    /// factors[j + 1] y[j + 1]. Nothing comes before the first. `float32` or `float64`.
    public static func recurrence(
        _ target: ArrayView, factors: ArrayView, terms: ArrayView, axis: Int, isReversed: Bool
    ) {
        if target.dtype == .float32 {
            recurrence(Float.self, target, factors, terms, axis, isReversed)
        } else {
            recurrence(Double.self, target, factors, terms, axis, isReversed)
        }
    }

    @inline(__always)
    private static func recurrence<T: BinaryFloatingPoint & SendableMetatype>(
        _: T.Type, _ target: ArrayView, _ factors: ArrayView, _ terms: ArrayView, _ axis: Int,
        _ isReversed: Bool
    ) {
        let lines = Lines(target.shape, axis: axis)
        lines.forEach { first in
            // All three have the elements of the line.
            let out = target.pointer.assumingMemoryBound(to: T.self)
            let a = factors.pointer.assumingMemoryBound(to: T.self)
            let b = terms.pointer.assumingMemoryBound(to: T.self)
            let origin = isReversed ? first + (lines.length - 1) * lines.step : first
            let step = isReversed ? -lines.step : lines.step
            var total = Double(b[origin])
            out[origin] = T(total)
            for j in 1..<max(lines.length, 1) {
                let place = origin + j * step
                let factor = a[isReversed ? place + lines.step : place]
                total = Double(b[place]) + Double(factor) * total
                out[place] = T(total)
            }
        }
    }

    /// log Σ exp, without overflow; `float32` or `float64`.
    public static func logSumExp(_ target: ArrayView, _ source: ArrayView, axis: Int) {
        if target.dtype == .float32 {
            fold(Float.self, target, source, axis, false, -.infinity, { logAddExp($0, Double($1)) })
            { Float($0) }
        } else {
            fold(Double.self, target, source, axis, false, -.infinity, { logAddExp($0, $1) }) { $0 }
        }
    }

    /// target (`int64`) = where the largest (or smallest) element so far is: the last of equal ones,
    /// and of NaNs, which come before any number.
    public static func extreme(
        _ target: ArrayView, _ source: ArrayView, axis: Int, isMaximum: Bool
    ) {
        switch (source.dtype, isMaximum) {
        case (.float32, true):
            last(Float.self, target, source, axis) { $0.isNaN || !$1.isNaN && $0 >= $1 }
        case (.float32, false):
            last(Float.self, target, source, axis) { $0.isNaN || !$1.isNaN && $0 <= $1 }
        case (.float64, true):
            last(Double.self, target, source, axis) { $0.isNaN || !$1.isNaN && $0 >= $1 }
        case (.float64, false):
            last(Double.self, target, source, axis) { $0.isNaN || !$1.isNaN && $0 <= $1 }
        case (.int64, true): last(Int64.self, target, source, axis, >=)
        case (.int64, false): last(Int64.self, target, source, axis, <=)
        case (.int32, true): last(Int32.self, target, source, axis, >=)
        case (.int32, false): last(Int32.self, target, source, axis, <=)
        case (_, true): last(UInt8.self, target, source, axis, >=)
        case (_, false): last(UInt8.self, target, source, axis, <=)
        }
    }

    @inline(__always)
    private static func last<T>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ axis: Int,
        _ replaces: @escaping @Sendable (T, T) -> Bool
    ) {
        let lines = Lines(source.shape, axis: axis)
        lines.forEach { first in
            let indices = target.pointer.assumingMemoryBound(to: Int64.self)
            let x = source.pointer.assumingMemoryBound(to: T.self)
            var best = 0
            for j in 0..<lines.length {
                let place = first + j * lines.step
                if replaces(x[place], x[first + best * lines.step]) { best = j }
                indices[place] = Int64(best)
            }
        }
    }
}
