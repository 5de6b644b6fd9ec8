/// Orders along an axis, in which NaN counts as larger than any number.
public enum Sorting {
    /// target (`int64`) = where the elements of each line are in order, equal ones as they come.
    ///
    /// Views are contiguous and of one shape; each line is one thread's.
    public static func order(
        _ target: ArrayView, _ source: ArrayView, axis: Int, isDescending: Bool
    ) {
        switch source.dtype {
        case .float32: order(Float.self, target, source, axis, isDescending, isLess)
        case .float64: order(Double.self, target, source, axis, isDescending, isLess)
        case .int64: order(Int64.self, target, source, axis, isDescending, <)
        case .int32: order(Int32.self, target, source, axis, isDescending, <)
        default: order(UInt8.self, target, source, axis, isDescending, <)
        }
    }

    /// Whether a comes before b, with NaN last.
    @Sendable
    private static func isLess<T: FloatingPoint>(_ a: T, _ b: T) -> Bool {
        a < b || b.isNaN && !a.isNaN
    }

    @inline(__always)
    private static func order<T>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ axis: Int, _ isDescending: Bool,
        _ isLess: @escaping @Sendable (T, T) -> Bool
    ) {
        let lines = Lines(source.shape, axis: axis)
        lines.forEach { first in
            let indices = target.pointer.assumingMemoryBound(to: Int64.self)
            let x = source.pointer.assumingMemoryBound(to: T.self)
            var line = (0..<lines.length).map { (value: x[first + $0 * lines.step], index: $0) }
            // The index decides between equal ones, so any way of sorting is stable.
            if isDescending {
                line.sort {
                    isLess($1.value, $0.value)
                        || !isLess($0.value, $1.value) && $0.index < $1.index
                }
            } else {
                line.sort {
                    isLess($0.value, $1.value)
                        || !isLess($1.value, $0.value) && $0.index < $1.index
                }
            }
            for (j, element) in line.enumerated() {
                indices[first + j * lines.step] = Int64(element.index)
            }
        }
    }

    /// target (`int64`) = how many elements of a line of `boundaries` come before each value, those
    /// equal to it among them with `isRight`.
    ///
    /// Lines lie along the last axis and are in ascending order; there is one for each line of
    /// values, or one for all. All views are contiguous, boundaries and values of one type.
    public static func search(
        _ target: ArrayView, _ boundaries: ArrayView, _ values: ArrayView, isRight: Bool
    ) {
        switch boundaries.dtype {
        case .float32: search(Float.self, target, boundaries, values, isRight, isLess)
        case .float64: search(Double.self, target, boundaries, values, isRight, isLess)
        case .int64: search(Int64.self, target, boundaries, values, isRight, <)
        case .int32: search(Int32.self, target, boundaries, values, isRight, <)
        default: search(UInt8.self, target, boundaries, values, isRight, <)
        }
    }

    @inline(__always)
    private static func search<T>(
        _: T.Type, _ target: ArrayView, _ boundaries: ArrayView, _ values: ArrayView,
        _ isRight: Bool, _ isLess: @escaping @Sendable (T, T) -> Bool
    ) {
        let length = boundaries.shape.last ?? 1
        let isShared = boundaries.shape.count == 1
        let width = max(values.shape.last ?? 1, 1)
        Elementwise.parallelRanges(values.count, grain: 4096) { range in
            let result = target.pointer.assumingMemoryBound(to: Int64.self)
            let sorted = boundaries.pointer.assumingMemoryBound(to: T.self)
            let x = values.pointer.assumingMemoryBound(to: T.self)
            for place in range {
                let start = isShared ? 0 : place / width * length
                var (low, high) = (0, length)
                while low < high {
                    let middle = (low + high) / 2
                    let other = sorted[start + middle]
                    let isBefore = isRight ? !isLess(x[place], other) : isLess(other, x[place])
                    if isBefore { low = middle + 1 } else { high = middle }
                }
                result[place] = Int64(low)
            }
        }
    }
}
