import Kernels
import TestSupport
import Testing

/// A number type that memory holds.
protocol Element: Equatable, Sendable {
    static var dtype: DType { get }
    init(_ value: Double)
    var double: Double { get }
}

extension Float: Element {
    static var dtype: DType { .float32 }
    var double: Double { Double(self) }
}
extension Double: Element {
    static var dtype: DType { .float64 }
    var double: Double { self }
}
extension Int64: Element {
    static var dtype: DType { .int64 }
    var double: Double { Double(self) }
}
extension Int32: Element {
    static var dtype: DType { .int32 }
    var double: Double { Double(self) }
}
extension UInt8: Element {
    static var dtype: DType { .uint8 }
    var double: Double { Double(self) }
}

/// Memory of an array in C order, between margins that kernels must leave as they are.
///
/// It stays until the process ends: a view holds no reference, and the optimizer would release an
/// owner before the call that its view was made for.
struct Guarded<T: Element> {
    let shape: Shape
    let count: Int
    private let memory: UnsafeMutableRawBufferPointer
    private static var margin: Int { 64 }
    private static var mark: UInt8 { 0xA5 }

    /// An array whose bytes are the margin's until they are written.
    init(shape: Shape) {
        self.shape = shape
        count = shape.elementCount
        let bytes = count * MemoryLayout<T>.stride
        memory = .allocate(byteCount: bytes + 2 * Self.margin, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: Self.mark)
    }

    /// An array of these numbers.
    init(_ values: [T], _ shape: Shape? = nil) {
        self.init(shape: shape ?? [values.count])
        precondition(values.count == count)
        for (index, value) in values.enumerated() { pointer[index] = value }
    }

    /// An array of numbers of a range that look random; a whole number for integer types.
    init(
        _ shape: Shape, in range: ClosedRange<Double>,
        _ random: inout SplitMix
    ) {
        self.init(
            (0..<shape.elementCount).map { _ in T(.random(in: range, using: &random)) }, shape)
    }

    var pointer: UnsafeMutablePointer<T> {
        // The memory is not empty, and its middle holds `count` elements.
        (memory.baseAddress.unsafelyUnwrapped + Self.margin).assumingMemoryBound(to: T.self)
    }

    /// The array.
    var view: ArrayView { ArrayView(pointer: pointer, shape: shape, dtype: T.dtype) }

    /// The elements in order.
    var elements: [T] { (0..<count).map { pointer[$0] } }

    /// The elements in order, as `Double`.
    var values: [Double] { elements.map(\.double) }

    /// Whether nothing was written outside the array.
    var isIntact: Bool {
        memory.prefix(Self.margin).allSatisfy { $0 == Self.mark }
            && memory.suffix(Self.margin).allSatisfy { $0 == Self.mark }
    }
}

extension Shape {
    /// All positions, in C order.
    var positions: [[Int]] {
        reduce([[]]) { places, size in places.flatMap { place in (0..<size).map { place + [$0] } } }
    }
}

extension ArrayView {
    /// The offset of a position from the first element, in elements.
    func offset(_ position: [Int]) -> Int { zip(position, strides).reduce(0) { $0 + $1.0 * $1.1 } }

    /// The bytes of all elements in C order.
    var elementBytes: [[UInt8]] {
        shape.positions.map { position in
            let start = advanced(by: offset(position))
            return (0..<dtype.byteCount).map { start.load(fromByteOffset: $0, as: UInt8.self) }
        }
    }
}

extension Kernel {
    /// The loop for a type, which must have one.
    func loop(_ dtype: DType) throws -> Implementation { try #require(self(dtype)) }
}

/// Runs `body` on the kernels in force and on the portable ones, with a word that says which.
func onEveryTable(_ body: (String) throws -> Void) rethrows {
    try body("registered")
    try KernelTable.withTable(KernelTable()) { try body("portable") }
}

/// The largest difference, in relation to the size of what is expected or to 1.
func worstError(_ values: [Double], _ expected: [Double]) -> Double {
    guard values.count == expected.count else { return .infinity }
    return zip(values, expected).map { x, y in
        same([x], [y])
            ? 0 : x.isNaN || y.isNaN ? .infinity : (x - y).magnitude / max(1, y.magnitude)
    }.max() ?? 0
}
