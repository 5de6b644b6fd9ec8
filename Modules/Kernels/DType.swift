/// The type of a tensor's elements.
///
/// Six types compute: `bool`, `uint8`, `int32`, `int64`, `float32`, `float64`. The others are for
/// storage and exchange of data: an operation converts them to the computing type named by
/// ``computeType``, works there, and converts its result back.
///
/// Source: NumPy's type names.
public enum DType: UInt8, Sendable, Hashable, CaseIterable, Codable {
    case bool, uint8, int8, int16, uint16, int32, uint32, int64, uint64
    case float16, bfloat16, float32, float64

    /// Bytes of one element.
    @inlinable
    public var byteCount: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .uint16, .float16, .bfloat16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64: 8
        }
    }

    /// Whether elements are floating-point numbers; only such tensors can require gradients.
    @inlinable
    public var isFloatingPoint: Bool { rawValue >= DType.float16.rawValue }

    /// Whether elements are integers (`bool` is not one).
    @inlinable
    public var isInteger: Bool { !isFloatingPoint && self != .bool }

    /// Whether operations compute in this type directly.
    @inlinable
    public var computes: Bool { computeType == self }

    /// The type that operations on this one compute in.
    @inlinable
    public var computeType: DType {
        switch self {
        case .float16, .bfloat16: .float32
        case .int8, .int16, .uint16: .int32
        case .uint32, .uint64: .int64
        case .bool, .uint8, .int32, .int64, .float32, .float64: self
        }
    }
}

extension DType: CustomStringConvertible {
    /// NumPy's and PyTorch's spelling: `float32`.
    public var description: String { name }

    /// NumPy's and PyTorch's spelling: `float32`.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .uint8: "uint8"
        case .int8: "int8"
        case .int16: "int16"
        case .uint16: "uint16"
        case .int32: "int32"
        case .uint32: "uint32"
        case .int64: "int64"
        case .uint64: "uint64"
        case .float16: "float16"
        case .bfloat16: "bfloat16"
        case .float32: "float32"
        case .float64: "float64"
        }
    }

    /// The type of that name, or nil.
    public init?(name: String) {
        guard let dtype = DType.allCases.first(where: { $0.name == name }) else { return nil }
        self = dtype
    }
}
