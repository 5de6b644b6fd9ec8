import Kernels

/// Moves numbers between `Double` and memory of any element type.
package enum ElementCoding {
    // Unsafe: callers hand over memory for as many elements as they say.

    /// Writes numbers as elements: rounded, and moved into the range of an integer type.
    package static func write(
        _ values: [Double], to address: UnsafeMutableRawPointer, _ dtype: DType
    ) {
        switch dtype {
        case .float32: store(values.lazy.map { Float($0) }, address)
        case .float64: store(values, address)
        case .int32: store(values.lazy.map { integer($0) as Int32 }, address)
        case .int64: store(values.lazy.map { integer($0) as Int64 }, address)
        case .bool: store(values.lazy.map { $0 == 0 ? 0 as UInt8 : 1 }, address)
        default: store(values.lazy.map { integer($0) as UInt8 }, address)
        }
    }

    /// Reads elements as numbers.
    package static func read(_ address: UnsafeRawPointer, _ count: Int, _ dtype: DType) -> [Double]
    {
        switch dtype {
        case .float32: load(address, count) { (x: Float) in Double(x) }
        case .float64: load(address, count) { (x: Double) in x }
        case .int32: load(address, count) { (x: Int32) in Double(x) }
        case .int64: load(address, count) { (x: Int64) in Double(x) }
        default: load(address, count) { (x: UInt8) in Double(x) }
        }
    }

    /// The numbers as elements of the type hold them.
    package static func rounded(_ values: [Double], _ dtype: DType) -> [Double] {
        dtype == .float32 ? values.map { Double(Float($0)) } : values
    }

    private static func store<T>(_ values: some Sequence<T>, _ address: UnsafeMutableRawPointer) {
        let target = address.assumingMemoryBound(to: T.self)
        for (index, value) in values.enumerated() { target[index] = value }
    }

    private static func load<T>(
        _ address: UnsafeRawPointer, _ count: Int, _ convert: (T) -> Double
    ) -> [Double] {
        UnsafeBufferPointer(start: address.assumingMemoryBound(to: T.self), count: count).map(
            convert)
    }

    private static func integer<T: FixedWidthInteger>(_ value: Double) -> T {
        if value.isNaN { return 0 }
        if value >= Double(T.max) { return .max }
        if value <= Double(T.min) { return .min }
        return T(value)
    }
}
