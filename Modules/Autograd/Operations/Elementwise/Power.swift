import Kernels
import RealModule

infix operator ** : ExponentiationPrecedence

precedencegroup ExponentiationPrecedence {
    higherThan: MultiplicationPrecedence
    associativity: right
}

/// aᵇ, elementwise and broadcast.
///
/// x⁰ is 1 with gradient 0, also at x = 0; a negative base with a fractional exponent gives NaN;
/// an integer base needs exponents of at least 0, and then the result is an integer.
package struct Power: ElementwiseBinary, BinaryFunction {
    public static let name = "pow"
    public static let saves: Saves = [.inputs, .outputs]
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Power.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T {
        if b == 2 { return a * a }
        if b == 0 { return 1 }
        // Real.pow is undefined for a negative base; whole exponents are exact by squaring.
        if a < 0 {
            guard b == b.rounded(.towardZero) else {
                return a.isFinite || b.isNaN ? .nan : b > 0 ? .infinity : 0
            }
            let isOdd = (b / 2) != (b / 2).rounded(.towardZero)
            let magnitude = T.pow(-a, b)
            return isOdd ? -magnitude : magnitude
        }
        if a == 0 { return b > 0 ? 0 : b < 0 ? .infinity : b }
        return T.pow(a, b)
    }

    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T {
        var (result, base, exponent) = (1 as T, a, b)
        while exponent > 0 {
            if exponent & 1 == 1 { result &*= base }
            base &*= base
            exponent >>= 1
        }
        return result
    }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        guard common != .bool else {
            throw TensorError(.dtype, name, expected: "numbers", got: "two bool tensors")
        }
        return common
    }

    public static let gradient = Gradient<Power>.rule({ context throws(TensorError) in
        let (a, b) = (context.input(0), context.input(1))
        // d/da aᵇ = b aᵇ⁻¹, and 0 where b is 0, whatever aᵇ⁻¹ is there.
        try context.propagate(to: 0) { () throws(TensorError) in
            let slope = try b * (a ** (b - 1))
            let zero = slope.scalar(0)
            let kept = try `where`(b.detach() .== 0, zero, slope)
            return try (context.upstream * kept).sum(to: context.layout(of: 0))
        }
        // d/db aᵇ = aᵇ log a, and 0 where a is 0 and b at least 0.
        try context.propagate(to: 1) { () throws(TensorError) in
            let isFlat = try (a.detach() .== 0) * (b.detach() .>= 0)
            let one = a.scalar(1)
            let slope = try context.output() * `where`(isFlat, one, a).log()
            return try (context.upstream * slope).sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<Power>] {
        get throws { try Samples.pairs(Power(), 0.5...2.5) }
    }
}

extension Tensor {
    /// This tensor raised to `exponent`, elementwise.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or an integer tensor meets a
    ///   negative exponent.
    public func pow(_ exponent: Tensor) throws(TensorError) -> Tensor {
        let isIntegral = !Tensor.commonType(self, exponent).isFloatingPoint
        if isIntegral, (exponent .< 0).toArray(as: Bool.self).contains(true) {
            throw TensorError(
                .value, Power.name, expected: "exponents of at least 0 for an integer base",
                got: "a negative one", hint: "Convert the base with to(dtype: .float32).",
                inputs: [self, exponent])
        }
        return try Power()(Pair(self, exponent))
    }

    /// This tensor raised to a number.
    ///
    /// - Throws: ``TensorError`` when an integer tensor meets a negative exponent.
    public func pow(_ exponent: some TensorScalar) throws(TensorError) -> Tensor {
        if exponent.doubleValue == 2, dtype.isFloatingPoint { return square() }
        return try pow(scalar(exponent))
    }

    /// a raised to b, elementwise.
    public static func ** (a: Tensor, b: Tensor) throws(TensorError) -> Tensor { try a.pow(b) }

    /// a raised to a number.
    public static func ** (a: Tensor, b: some TensorScalar) throws(TensorError) -> Tensor {
        try a.pow(b)
    }

    /// A number raised to b.
    public static func ** (a: some TensorScalar, b: Tensor) throws(TensorError) -> Tensor {
        try b.scalar(a).pow(b)
    }
}
