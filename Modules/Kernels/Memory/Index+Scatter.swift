extension Index {
    /// target[o, indices[o, j, i], i] = source[o, j, i]; of several for one place the last in C
    /// order stays.
    public static func scatter(
        _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, axis: Int
    ) {
        let width = target.dtype.byteCount
        forEachElement(indices, axis, target.shape.contiguousStrides) { element, offset in
            target.advanced(by: offset).copyMemory(
                from: source.advanced(by: element), byteCount: width)
        }
    }

    /// target[o, indices[o, j, i], i] becomes the larger (or smaller) of itself and
    /// source[o, j, i]; NaN stays and wins.
    public static func scatterExtreme(
        _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, axis: Int, isMaximum: Bool
    ) {
        switch (target.dtype, isMaximum) {
        case (.float32, true):
            replace(Float.self, target, source, indices, axis) { $0 > $1 || $0.isNaN }
        case (.float32, false):
            replace(Float.self, target, source, indices, axis) { $0 < $1 || $0.isNaN }
        case (.float64, true):
            replace(Double.self, target, source, indices, axis) { $0 > $1 || $0.isNaN }
        case (.float64, false):
            replace(Double.self, target, source, indices, axis) { $0 < $1 || $0.isNaN }
        case (.int64, true): replace(Int64.self, target, source, indices, axis, >)
        case (.int64, false): replace(Int64.self, target, source, indices, axis, <)
        case (.int32, true): replace(Int32.self, target, source, indices, axis, >)
        case (.int32, false): replace(Int32.self, target, source, indices, axis, <)
        case (_, true): replace(UInt8.self, target, source, indices, axis, >)
        case (_, false): replace(UInt8.self, target, source, indices, axis, <)
        }
    }

    /// A number that comes before the one in its place takes the place. Nothing comes before NaN
    /// but NaN: comparisons with it are false.
    @inline(__always)
    private static func replace<T>(
        _: T.Type, _ target: ArrayView, _ source: ArrayView, _ indices: ArrayView, _ axis: Int,
        _ precedes: (T, T) -> Bool
    ) {
        // Offsets lie within the target and elements within the source: indices are checked.
        let (to, from) = (
            target.pointer.assumingMemoryBound(to: T.self),
            source.pointer.assumingMemoryBound(to: T.self)
        )
        forEachElement(indices, axis, target.shape.contiguousStrides) { element, offset in
            if precedes(from[element], to[offset]) { to[offset] = from[element] }
        }
    }

    /// Calls `body` with the place in C order of each element of a contiguous view that is not 0.
    public static func forEachNonzero(_ view: ArrayView, _ body: (Int) -> Void) {
        switch view.dtype {
        case .float32:
            nonzeros(Float.self, view) {
                $0 != 0
            } body: {
                body($0)
            }
        case .float64:
            nonzeros(Double.self, view) {
                $0 != 0
            } body: {
                body($0)
            }
        // ±0 are the only ones whose other bits are all 0.
        case .float16, .bfloat16:
            nonzeros(UInt16.self, view) {
                $0 & 0x7FFF != 0
            } body: {
                body($0)
            }
        case .int64, .uint64:
            nonzeros(UInt64.self, view) {
                $0 != 0
            } body: {
                body($0)
            }
        case .int32, .uint32:
            nonzeros(UInt32.self, view) {
                $0 != 0
            } body: {
                body($0)
            }
        case .int16, .uint16:
            nonzeros(UInt16.self, view) {
                $0 != 0
            } body: {
                body($0)
            }
        case .int8, .uint8, .bool:
            nonzeros(UInt8.self, view) {
                $0 != 0
            } body: {
                body($0)
            }
        }
    }

    @inline(__always)
    private static func nonzeros<T>(
        _: T.Type, _ view: ArrayView, _ isNonzero: (T) -> Bool, body: (Int) -> Void
    ) {
        let values = view.pointer.assumingMemoryBound(to: T.self)
        for place in 0..<view.count where isNonzero(values[place]) { body(place) }
    }
}
