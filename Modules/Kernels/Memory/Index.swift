/// Moves elements by index. Indices are `int64`, already checked against their range.
///
/// Views are contiguous and seen as [outer, axis, inner] around the axis that indices run along.
public enum Index {
    /// The three sizes around an axis.
    public struct Split: Sendable {
        public let outer: Int
        public let length: Int
        public let inner: Int

        public init(_ shape: Shape, axis: Int) {
            outer = shape[..<axis].reduce(1, *)
            length = shape[axis]
            inner = shape[(axis + 1)...].reduce(1, *)
        }
    }

    /// The first index outside `0..<bound`, or nil.
    public static func firstOutside(_ indices: ArrayView, bound: Int) -> Int64? {
        let values = indices.pointer.assumingMemoryBound(to: Int64.self)
        for i in 0..<indices.count where values[i] < 0 || values[i] >= Int64(bound) {
            return values[i]
        }
        return nil
    }

    /// target[o, j, i] = source[o, indices[j], i].
    public static func select(
        _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, axis: Int
    ) {
        let (to, from) = (Split(target.shape, axis: axis), Split(source.shape, axis: axis))
        let index = Indices(indices)
        let bytes = to.inner * target.dtype.byteCount
        Elementwise.parallelRanges(to.outer * to.length, grain: max(1, 65_536 / max(bytes, 1))) {
            for row in $0 {
                let sourceRow = row / to.length * from.length + index[row % to.length]
                (target.pointer + row * bytes).copyMemory(
                    from: source.pointer + sourceRow * bytes, byteCount: bytes)
            }
        }
    }

    /// target[o, indices[j], i] += source[o, j, i]; repeated indices add up, in order, on any number
    /// of threads: each has numbers i of its own.
    public static func add(
        _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, axis: Int
    ) {
        switch target.dtype {
        case .float32: add(Float.self, target, source, indices, axis) { $0 + $1 }
        case .float64: add(Double.self, target, source, indices, axis) { $0 + $1 }
        case .int64: add(Int64.self, target, source, indices, axis) { $0 &+ $1 }
        case .int32: add(Int32.self, target, source, indices, axis) { $0 &+ $1 }
        default: add(UInt8.self, target, source, indices, axis) { $0 &+ $1 }
        }
    }

    @inline(__always)
    private static func add<T>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, _ axis: Int,
        _ add: @Sendable (T, T) -> T
    ) {
        let (to, from) = (Split(target.shape, axis: axis), Split(source.shape, axis: axis))
        let index = Indices(indices)
        // A few cache lines of each row at least.
        let least = max(64, Elementwise.grain / max(to.outer * from.length, 1))
        Elementwise.parallelRanges(to.inner, grain: least) { columns in
            for outer in 0..<to.outer {
                for j in 0..<from.length {
                    let sum = target.advanced(by: (outer * to.length + index[j]) * to.inner)
                        .assumingMemoryBound(to: T.self)
                    let part = source.advanced(by: (outer * from.length + j) * from.inner)
                        .assumingMemoryBound(to: T.self)
                    for i in columns { sum[i] = add(sum[i], part[i]) }
                }
            }
        }
    }

    /// target[o, j, i] = source[o, indices[o, j, i], i]; indices have the target's shape, and the
    /// other axes of the source are at least as long.
    public static func gather(
        _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, axis: Int
    ) {
        let offsets = source.shape.contiguousStrides
        forEachElement(indices, axis, offsets) { element, offset in
            (target.advanced(by: element)).copyMemory(
                from: source.advanced(by: offset), byteCount: target.dtype.byteCount)
        }
    }

    /// target[o, indices[o, j, i], i] += source[o, j, i]; repeated indices add up, in order.
    public static func scatterAdd(
        _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, axis: Int
    ) {
        let offsets = target.shape.contiguousStrides
        forEachElement(indices, axis, offsets) { element, offset in
            let (sum, part) = (target.advanced(by: offset), source.advanced(by: element))
            switch target.dtype {
            case .float32: accumulate(Float.self, sum, part) { $0 + $1 }
            case .float64: accumulate(Double.self, sum, part) { $0 + $1 }
            case .int64: accumulate(Int64.self, sum, part) { $0 &+ $1 }
            case .int32: accumulate(Int32.self, sum, part) { $0 &+ $1 }
            default: accumulate(UInt8.self, sum, part) { $0 &+ $1 }
            }
        }
    }

    @inline(__always)
    private static func accumulate<T>(
        _: T.Type, _ sum: UnsafeMutableRawPointer, _ part: UnsafeMutableRawPointer,
        _ add: (T, T) -> T
    ) {
        let sum = sum.assumingMemoryBound(to: T.self)
        sum.pointee = add(sum.pointee, part.assumingMemoryBound(to: T.self).pointee)
    }

    /// Calls `body` with each element of `indices` and the offset, by `strides`, of the place that
    /// has the element's position but for the index along `axis`.
    @inline(__always)
    static func forEachElement(
        _ indices: ArrayView, _ axis: Int, _ strides: Shape, _ body: (Int, Int) -> Void
    ) {
        guard indices.count > 0 else { return }
        let index = Indices(indices)
        let last = indices.shape.count - 1
        let (length, stride) = (indices.shape[last], strides[axis])
        let step = last == axis ? 0 : strides[last]
        // One run along the last axis for each position of the axes before it.
        var position = [Int](repeating: 0, count: last)
        for start in Swift.stride(from: 0, to: indices.count, by: length) {
            var base = 0
            for other in position.indices where other != axis {
                base += position[other] * strides[other]
            }
            for i in 0..<length {
                body(start + i, base + i * step + index[start + i] * stride)
            }
            for other in position.indices.reversed() {
                position[other] += 1
                if position[other] < indices.shape[other] { break }
                position[other] = 0
            }
        }
    }

    /// `int64` indices of a contiguous view.
    private struct Indices: @unchecked Sendable {
        // `@unchecked`: read only, while the view's owner is held.
        private let pointer: UnsafePointer<Int64>

        init(_ view: ArrayView) {
            pointer = UnsafePointer(view.pointer.assumingMemoryBound(to: Int64.self))
        }

        subscript(_ i: Int) -> Int { Int(pointer[i]) }
    }

    /// target[o, i] = the j at which source[o, j, i] is largest (or smallest); the first such j,
    /// where NaN comes before any number.
    public static func extreme(
        _ target: ArrayView, _ source: ArrayView, axis: Int, isMaximum: Bool
    ) {
        switch (source.dtype, isMaximum) {
        case (.float32, true):
            first(Float.self, target, source, axis) { $0 > $1 || $0.isNaN && !$1.isNaN }
        case (.float32, false):
            first(Float.self, target, source, axis) { $0 < $1 || $0.isNaN && !$1.isNaN }
        case (.float64, true):
            first(Double.self, target, source, axis) { $0 > $1 || $0.isNaN && !$1.isNaN }
        case (.float64, false):
            first(Double.self, target, source, axis) { $0 < $1 || $0.isNaN && !$1.isNaN }
        case (.int64, true): first(Int64.self, target, source, axis, >)
        case (.int64, false): first(Int64.self, target, source, axis, <)
        case (.int32, true): first(Int32.self, target, source, axis, >)
        case (.int32, false): first(Int32.self, target, source, axis, <)
        case (_, true): first(UInt8.self, target, source, axis, >)
        case (_, false): first(UInt8.self, target, source, axis, <)
        }
    }

    /// The first j whose element comes before all others along the axis.
    @inline(__always)
    private static func first<T>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ axis: Int,
        _ precedes: @Sendable (T, T) -> Bool
    ) {
        let split = Split(source.shape, axis: axis)
        Elementwise.parallelRanges(
            split.outer * split.inner, grain: max(1, 32_768 / max(split.length, 1))
        ) { range in
            let result = target.pointer.assumingMemoryBound(to: Int64.self)
            let values = source.pointer.assumingMemoryBound(to: T.self)
            for place in range {
                let start = place / split.inner * split.length * split.inner + place % split.inner
                var best = start
                for j in 1..<max(split.length, 1) {
                    let other = start + j * split.inner
                    if precedes(values[other], values[best]) { best = other }
                }
                result[place] = Int64((best - start) / split.inner)
            }
        }
    }
}
