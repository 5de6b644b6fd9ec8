import Kernels
import RealModule

/// The bits that a, b or both have, elementwise and broadcast; on `bool`, or.
package struct BitwiseOr: ElementwiseBinary, BinaryFunction {
    public static let name = "bitwiseOr"
    public static let gradient = Gradient<BitwiseOr>.zero
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? nil : .portable(BitwiseOr.self, $0)
    }

    public init() {}

    // There is no loop for real numbers.
    public static func value<T: Real>(_ a: T, _ b: T) -> T { .nan }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a | b }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        try Tensor.bits(common, name)
    }

    public static var samples: [Sample<BitwiseOr>] {
        get throws { try BitwiseAnd.integers(BitwiseOr()) }
    }
}

extension Tensor {
    /// The bits that one of them has, or both, elementwise; on `bool`, or.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or elements are floating-point
    ///   numbers.
    public func bitwiseOr(_ other: Tensor) throws(TensorError) -> Tensor {
        try BitwiseOr()(Pair(self, other))
    }

    /// The bits that one of them has, or both, elementwise; on `bool`, or.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or elements are floating-point
    ///   numbers.
    public static func .| (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try a.bitwiseOr(b)
    }
}
