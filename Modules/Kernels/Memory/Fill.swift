/// Fills views with one number.
public enum Fill {
    /// Sets every element of a contiguous view to `value`, converted as ``Convert`` says.
    public static func fill(_ target: ArrayView, with value: Double) {
        switch target.dtype {
        case .float32: store(Float(value), target)
        case .float64: store(value, target)
        default: storeConverted(value, target)
        }
    }

    /// Sets every element of a contiguous view to an integer, wrapped into the view's type.
    public static func fill(_ target: ArrayView, with value: Int64) {
        switch target.dtype {
        case .float32: store(Float(value), target)
        case .int64: store(value, target)
        case .bool: store(UInt8(value == 0 ? 0 : 1), target)
        case .float64, .float16, .bfloat16: fill(target, with: Double(value))
        case .uint64: store(value, target)
        case .int32, .uint32: store(Int32(truncatingIfNeeded: value), target)
        case .int16, .uint16: store(Int16(truncatingIfNeeded: value), target)
        case .int8, .uint8: store(Int8(truncatingIfNeeded: value), target)
        }
    }

    private static func store<Word: Sendable>(_ word: Word, _ target: ArrayView) {
        // `range` lies within the view's elements.
        Elementwise.parallelRanges(target.count, grain: 1 << 18) { range in
            let start = target.advanced(by: range.lowerBound).assumingMemoryBound(to: Word.self)
            start.update(repeating: word, count: range.count)
        }
    }

    private static func storeConverted(_ value: Double, _ target: ArrayView) {
        var value = value
        var bits: UInt64 = 0
        withUnsafeMutablePointer(to: &value) { value in
            withUnsafeMutablePointer(to: &bits) { bits in
                Convert.convert(
                    ArrayView(pointer: bits, shape: [1], dtype: target.dtype),
                    ArrayView(pointer: value, shape: [1], dtype: .float64))
            }
        }
        let word = UInt64(littleEndian: bits)
        switch target.dtype.byteCount {
        case 1: store(UInt8(truncatingIfNeeded: word), target)
        case 2: store(UInt16(truncatingIfNeeded: word), target)
        case 4: store(UInt32(truncatingIfNeeded: word), target)
        default: store(word, target)
        }
    }
}
