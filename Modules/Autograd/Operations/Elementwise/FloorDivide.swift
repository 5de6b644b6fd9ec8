import Kernels
import RealModule

/// ⌊a / b⌋, elementwise and broadcast; integers stay integers. The gradient is 0.
package struct FloorDivide: ElementwiseBinary, BinaryFunction {
    public static let name = "floorDivide"
    public static let gradient = Gradient<FloorDivide>.zero
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(FloorDivide.self, $0) }

    public init() {}

    /// ⌊a / b⌋ of the exact quotient, which a rounded a / b may miss by 1.
    public static func value<T: Real>(_ a: T, _ b: T) -> T {
        if b == 0 { return a / b }
        let rest = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - rest) / b
        if rest != 0, (rest < 0) != (b < 0) { quotient -= 1 }
        if quotient == 0 { return T(signOf: a / b, magnitudeOf: 0) }
        let floor = quotient.rounded(.down)
        return quotient - floor > 1 / 2 ? floor + 1 : floor
    }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T {
        // A divisor of 0 is refused before; −1 overflows with the least integer, and wraps.
        if b == 0 { return 0 }
        if T.isSigned, b == 0 &- 1 { return 0 &- a }
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest != 0 && (rest < 0) != (b < 0) ? quotient - 1 : quotient
    }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        try Tensor.numbers(common, name)
    }

    public static var samples: [Sample<FloorDivide>] {
        get throws { try FMod.divisions(FloorDivide()) }
    }
}

extension Tensor {
    /// ⌊a / b⌋ for this tensor as a, elementwise, as Python's `//`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or an integer is divided by 0.
    public func floorDivide(_ divisor: Tensor) throws(TensorError) -> Tensor {
        try checkDivisor(divisor, FloorDivide.name)
        return try FloorDivide()(Pair(self, divisor))
    }

    /// ⌊a / b⌋ for a number b.
    ///
    /// - Throws: ``TensorError`` when integers are divided by 0.
    public func floorDivide(_ divisor: some TensorScalar) throws(TensorError) -> Tensor {
        try floorDivide(scalar(divisor))
    }
}
