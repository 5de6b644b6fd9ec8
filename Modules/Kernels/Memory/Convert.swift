/// Converts elements from one type to another.
///
/// Goals, in order: no input traps; the result is the one that PyTorch gives on x86. A float
/// loses its fraction on the way to an integer; NaN and what lies outside an integer's range give
/// the least `int32` (or `int64`, for wider targets and `uint8`), of which a narrower target keeps
/// the low bits; an integer wraps into a narrower one; any number but 0 is true.
///
/// Elements pass through `Double` (from floats) or `Int64` (from integers), a cache-resident chunk
/// at a time: 13 loops in and 26 out, instead of 169. Both hold every source value exactly, but for
/// `uint64` from 2^63 on, which has loops of its own to floating-point types. The 16-bit types are
/// rounded by way of `Float`, as PyTorch does.
public enum Convert {
    private static let chunk = 512

    /// target[i] = source[i], converted; both contiguous.
    public static func convert(_ target: ArrayView, _ source: ArrayView) {
        if target.dtype == source.dtype { return Copy.copy(target, source) }
        Elementwise.parallelRanges(target.count) { range in
            var done = range.lowerBound
            while done < range.upperBound {
                let count = min(chunk, range.upperBound - done)
                step(
                    target.advanced(by: done), target.dtype, source.advanced(by: done),
                    source.dtype, count)
                done += count
            }
        }
    }

    private static func step(
        _ target: UnsafeMutableRawPointer, _ to: DType, _ source: UnsafeRawPointer, _ from: DType,
        _ count: Int
    ) {
        if from.isFloatingPoint {
            if from == .float32, to == .float64 {
                return loop(target, source, count) { (x: Float) in Double(x) }
            }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk) { buffer in
                // The chunk is not empty, so it has an address; it holds `count <= chunk` elements.
                let middle = UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped)
                widen(middle, source, from, count)
                narrow(target, to, real: middle, count)
            }
        } else if from == .uint64, to.isFloatingPoint {
            widen(target, to, unsigned: source, count)
        } else {
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: chunk) { buffer in
                let middle = UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped)
                widen(integer: middle, source, from, count)
                narrow(target, to, integer: middle, count)
            }
        }
    }

    private static func widen(
        _ out: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ from: DType, _ count: Int
    ) {
        switch from {
        case .float64: loop(out, source, count) { (x: Double) in x }
        case .float16:
            loop(out, source, count) { (x: UInt16) in Double(HalfPrecision.float(binary16: x)) }
        case .bfloat16:
            loop(out, source, count) { (x: UInt16) in Double(HalfPrecision.float(bfloat16: x)) }
        default: loop(out, source, count) { (x: Float) in Double(x) }
        }
    }

    private static func widen(
        integer out: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ from: DType,
        _ count: Int
    ) {
        switch from {
        case .int8: loop(out, source, count) { (x: Int8) in Int64(x) }
        case .int16: loop(out, source, count) { (x: Int16) in Int64(x) }
        case .uint16: loop(out, source, count) { (x: UInt16) in Int64(x) }
        case .int32: loop(out, source, count) { (x: Int32) in Int64(x) }
        case .uint32: loop(out, source, count) { (x: UInt32) in Int64(x) }
        case .int64: loop(out, source, count) { (x: Int64) in x }
        case .uint64: loop(out, source, count) { (x: UInt64) in Int64(truncatingIfNeeded: x) }
        default: loop(out, source, count) { (x: UInt8) in Int64(x) }
        }
    }

    private static func widen(
        _ out: UnsafeMutableRawPointer, _ to: DType, unsigned source: UnsafeRawPointer, _ count: Int
    ) {
        switch to {
        case .float64: loop(out, source, count) { (x: UInt64) in Double(x) }
        case .float16: loop(out, source, count) { (x: UInt64) in HalfPrecision.binary16(Float(x)) }
        case .bfloat16: loop(out, source, count) { (x: UInt64) in HalfPrecision.bfloat16(Float(x)) }
        default: loop(out, source, count) { (x: UInt64) in Float(x) }
        }
    }

    private static func narrow(
        _ out: UnsafeMutableRawPointer, _ to: DType, real source: UnsafeRawPointer, _ count: Int
    ) {
        switch to {
        case .float64: loop(out, source, count) { (x: Double) in x }
        case .float32: loop(out, source, count) { (x: Double) in Float(x) }
        case .float16: loop(out, source, count) { (x: Double) in HalfPrecision.binary16(Float(x)) }
        case .bfloat16: loop(out, source, count) { (x: Double) in HalfPrecision.bfloat16(Float(x)) }
        case .bool: loop(out, source, count) { (x: Double) -> UInt8 in x != 0 ? 1 : 0 }
        case .uint8: loop(out, source, count) { (x: Double) in UInt8(truncatingIfNeeded: int64(x)) }
        case .int8: loop(out, source, count) { (x: Double) in Int8(truncatingIfNeeded: int32(x)) }
        case .int16: loop(out, source, count) { (x: Double) in Int16(truncatingIfNeeded: int32(x)) }
        case .uint16:
            loop(out, source, count) { (x: Double) in UInt16(truncatingIfNeeded: int32(x)) }
        case .int32: loop(out, source, count) { (x: Double) in int32(x) }
        case .uint32:
            loop(out, source, count) { (x: Double) in UInt32(truncatingIfNeeded: int64(x)) }
        case .int64: loop(out, source, count) { (x: Double) in int64(x) }
        case .uint64: loop(out, source, count) { (x: Double) in uint64(x) }
        }
    }

    private static func narrow(
        _ out: UnsafeMutableRawPointer, _ to: DType, integer source: UnsafeRawPointer, _ count: Int
    ) {
        switch to {
        case .float64: loop(out, source, count) { (x: Int64) in Double(x) }
        case .float32: loop(out, source, count) { (x: Int64) in Float(x) }
        case .float16: loop(out, source, count) { (x: Int64) in HalfPrecision.binary16(Float(x)) }
        case .bfloat16: loop(out, source, count) { (x: Int64) in HalfPrecision.bfloat16(Float(x)) }
        case .bool: loop(out, source, count) { (x: Int64) -> UInt8 in x != 0 ? 1 : 0 }
        case .uint8: loop(out, source, count) { (x: Int64) in UInt8(truncatingIfNeeded: x) }
        case .int8: loop(out, source, count) { (x: Int64) in Int8(truncatingIfNeeded: x) }
        case .int16: loop(out, source, count) { (x: Int64) in Int16(truncatingIfNeeded: x) }
        case .uint16: loop(out, source, count) { (x: Int64) in UInt16(truncatingIfNeeded: x) }
        case .int32: loop(out, source, count) { (x: Int64) in Int32(truncatingIfNeeded: x) }
        case .uint32: loop(out, source, count) { (x: Int64) in UInt32(truncatingIfNeeded: x) }
        case .int64: loop(out, source, count) { (x: Int64) in x }
        case .uint64: loop(out, source, count) { (x: Int64) in UInt64(truncatingIfNeeded: x) }
        }
    }

    @inline(__always)
    private static func loop<S, T>(
        _ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ count: Int,
        _ convert: (S) -> T
    ) {
        // Both hold `count` elements of their types.
        let target = target.assumingMemoryBound(to: T.self)
        let source = source.assumingMemoryBound(to: S.self)
        for i in 0..<count { target[i] = convert(source[i]) }
    }

    /// `x` without its fraction, or the least value when that does not fit.
    private static func int32(_ x: Double) -> Int32 {
        x > -2_147_483_649 && x < 2_147_483_648 ? Int32(x) : .min
    }

    /// `x` without its fraction; negative numbers wrap, and what fits neither way gives 2^63.
    private static func uint64(_ x: Double) -> UInt64 {
        x >= 0x1p63 && x < 0x1p64 ? UInt64(x) : UInt64(truncatingIfNeeded: int64(x))
    }

    /// `x` without its fraction, or the least value when that does not fit.
    private static func int64(_ x: Double) -> Int64 {
        x >= -0x1p63 && x < 0x1p63 ? Int64(x) : .min
    }
}
