public import Kernels

/// A Swift number that a tensor can be made of and read as.
public protocol TensorScalar: TensorConvertible where Scalar == Self {
    /// The tensor type with the same representation.
    static var scalarType: DType { get }
    /// This number as `Double`, rounded to nearest.
    var doubleValue: Double { get }
    /// This number as an integer, or nil when it is floating-point.
    var integerValue: Int64? { get }
}

/// A Swift value that a tensor can be made of: a number, or an array of such values.
public protocol TensorConvertible {
    /// The number type at the bottom.
    associatedtype Scalar: TensorScalar
    /// The sizes, read along the first elements.
    var tensorShape: Shape { get }
    /// Appends all numbers in order; throws when arrays side by side differ in length.
    func appendScalars(to scalars: inout [Scalar], shape: Shape, axis: Int) throws(TensorError)
}

extension TensorScalar {
    public var tensorShape: Shape { [] }

    public func appendScalars(to scalars: inout [Self], shape: Shape, axis: Int) throws(TensorError)
    {
        scalars.append(self)
    }
}

extension TensorScalar where Self: BinaryInteger {
    public var doubleValue: Double { Double(self) }
    public var integerValue: Int64? { Int64(truncatingIfNeeded: self) }
}

extension TensorScalar where Self: BinaryFloatingPoint {
    public var doubleValue: Double { Double(self) }
    public var integerValue: Int64? { nil }
}

extension Float: TensorScalar { public static var scalarType: DType { .float32 } }
extension Double: TensorScalar { public static var scalarType: DType { .float64 } }
extension Int: TensorScalar { public static var scalarType: DType { .int64 } }
extension Int8: TensorScalar { public static var scalarType: DType { .int8 } }
extension Int16: TensorScalar { public static var scalarType: DType { .int16 } }
extension Int32: TensorScalar { public static var scalarType: DType { .int32 } }
extension Int64: TensorScalar { public static var scalarType: DType { .int64 } }
extension UInt8: TensorScalar { public static var scalarType: DType { .uint8 } }
extension UInt16: TensorScalar { public static var scalarType: DType { .uint16 } }
extension UInt32: TensorScalar { public static var scalarType: DType { .uint32 } }
extension UInt64: TensorScalar { public static var scalarType: DType { .uint64 } }

extension Bool: TensorScalar {
    public static var scalarType: DType { .bool }
    public var doubleValue: Double { self ? 1 : 0 }
    public var integerValue: Int64? { self ? 1 : 0 }
}

extension Array: TensorConvertible where Element: TensorConvertible {
    public typealias Scalar = Element.Scalar

    public var tensorShape: Shape {
        guard let first else { return [0] }
        return first.tensorShape.inserting(count, at: 0)
    }

    public func appendScalars(
        to scalars: inout [Scalar], shape: Shape, axis: Int
    ) throws(TensorError) {
        guard axis < shape.count, count == shape[axis] else {
            throw TensorError(
                .shape, "Tensor",
                expected:
                    "nested arrays of equal lengths, here \(axis < shape.count ? shape[axis] : 0)",
                got: "\(count) elements at depth \(axis)")
        }
        if let flat = self as? [Scalar] {
            scalars.append(contentsOf: flat)
        } else {
            for element in self {
                try element.appendScalars(to: &scalars, shape: shape, axis: axis + 1)
            }
        }
    }
}
