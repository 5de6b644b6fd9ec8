import Kernels
import RealModule

/// What is left of a after division by b downwards, elementwise and broadcast; it has b's sign.
package struct Remainder: ElementwiseBinary, BinaryFunction {
    public static let name = "remainder"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Remainder.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T {
        let rest = a.truncatingRemainder(dividingBy: b)
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
    }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T {
        // A divisor of 0 is refused before; −1 would overflow with the least integer.
        if b == 0 || T.isSigned && b == 0 &- 1 { return 0 }
        let rest = a % b
        return rest != 0 && (rest < 0) != (b < 0) ? rest &+ b : rest
    }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        try Tensor.numbers(common, name)
    }

    // remainder = a − b ⌊a/b⌋, of which the quotient is constant between jumps.
    public static let gradient = Gradient<Remainder>.rule({ context throws(TensorError) in
        try context.propagate(to: 0) { () throws(TensorError) in
            try context.upstream.sum(to: context.layout(of: 0))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            let quotient = try context.input(0).detach().floorDivide(context.input(1).detach())
            return try -(context.upstream * quotient).sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<Remainder>] {
        get throws { try FMod.divisions(Remainder()) }
    }
}

extension Tensor {
    /// What is left of this tensor after division by `divisor` downwards, elementwise; the result has
    /// the divisor's sign, as Python's `%`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or an integer is divided by 0.
    public func remainder(_ divisor: Tensor) throws(TensorError) -> Tensor {
        try checkDivisor(divisor, Remainder.name)
        return try Remainder()(Pair(self, divisor))
    }

    /// What is left of this tensor after division by a number downwards.
    ///
    /// - Throws: ``TensorError`` when integers are divided by 0.
    public func remainder(_ divisor: some TensorScalar) throws(TensorError) -> Tensor {
        try remainder(scalar(divisor))
    }
}
