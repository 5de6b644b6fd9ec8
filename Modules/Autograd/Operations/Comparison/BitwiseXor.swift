import Kernels
import RealModule

/// The bits that one of a and b has, elementwise and broadcast; on `bool`, exclusive or.
package struct BitwiseXor: ElementwiseBinary, BinaryFunction {
    public static let name = "bitwiseXor"
    public static let gradient = Gradient<BitwiseXor>.zero
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? nil : .portable(BitwiseXor.self, $0)
    }

    public init() {}

    // There is no loop for real numbers.
    public static func value<T: Real>(_ a: T, _ b: T) -> T { .nan }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a ^ b }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        try Tensor.bits(common, name)
    }

    public static var samples: [Sample<BitwiseXor>] {
        get throws { try BitwiseAnd.integers(BitwiseXor()) }
    }
}

extension Tensor {
    /// The bits that exactly one of them has, elementwise; on `bool`, exclusive or.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or elements are floating-point
    ///   numbers.
    public func bitwiseXor(_ other: Tensor) throws(TensorError) -> Tensor {
        try BitwiseXor()(Pair(self, other))
    }

    /// The bits that exactly one of them has, elementwise; on `bool`, exclusive or.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or elements are floating-point
    ///   numbers.
    public static func .^ (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try a.bitwiseXor(b)
    }

    /// The bits that each element does not have, of `bool` the opposite.
    ///
    /// - Throws: ``TensorError`` when elements are floating-point numbers.
    public func bitwiseNot() throws(TensorError) -> Tensor {
        switch try Tensor.bits(dtype, "bitwiseNot") {
        case .bool: logicalNot()
        // Computed in a wider signed type, whose results would not fit: 2ⁿ − 1 − x is what has no bits
        // in common with x.
        case .uint16: try (65_535 - to(dtype: .int32)).to(dtype: .uint16)
        case .uint32: try (4_294_967_295 - to(dtype: .int64)).to(dtype: .uint32)
        case .uint64:
            throw TensorError(
                .dtype, "bitwiseNot", expected: "another type than uint64", got: "uint64",
                hint: "Operations compute it as int64.", inputs: [self])
        default: -self - 1
        }
    }

    /// The bits that each element does not have, of `bool` the opposite.
    ///
    /// - Throws: ``TensorError`` when elements are floating-point numbers.
    public static prefix func .! (a: Tensor) throws(TensorError) -> Tensor { try a.bitwiseNot() }
}
