import Kernels
import RealModule

/// The bits that a and b both have, elementwise and broadcast; on `bool`, and.
package struct BitwiseAnd: ElementwiseBinary, BinaryFunction {
    public static let name = "bitwiseAnd"
    public static let gradient = Gradient<BitwiseAnd>.zero
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? nil : .portable(BitwiseAnd.self, $0)
    }

    public init() {}

    // There is no loop for real numbers.
    public static func value<T: Real>(_ a: T, _ b: T) -> T { .nan }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a & b }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        try Tensor.bits(common, name)
    }

    public static var samples: [Sample<BitwiseAnd>] {
        get throws { try BitwiseAnd.integers(BitwiseAnd()) }
    }

    /// Samples of an operation on bits.
    static func integers<Op: Operation>(_ operation: Op) throws -> [Sample<Op>]
    where Op.Inputs == Pair {
        let a = try Tensor([[12, -7, 0], [255, 1, 6]])
        return [
            Sample("integers", operation, Pair(a, try Tensor([10, 3, -1]))),
            Sample(
                "bool", operation, Pair(try Tensor([true, false]), try Tensor([[true], [false]]))),
        ]
    }
}

extension Tensor {
    /// The bits that both have, elementwise; on `bool`, and.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or elements are floating-point
    ///   numbers.
    public func bitwiseAnd(_ other: Tensor) throws(TensorError) -> Tensor {
        try BitwiseAnd()(Pair(self, other))
    }

    /// The bits that both have, elementwise; on `bool`, and.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or elements are floating-point
    ///   numbers.
    public static func .& (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try a.bitwiseAnd(b)
    }

    /// The type, which must not be floating-point.
    static func bits(_ dtype: DType, _ operation: String) throws(TensorError) -> DType {
        guard !dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, operation, expected: "integers or bool", got: "\(dtype)",
                hint: "Use logicalAnd, logicalOr, logicalXor or logicalNot.")
        }
        return dtype
    }
}
