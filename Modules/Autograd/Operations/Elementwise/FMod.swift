import Kernels
import RealModule

/// What is left of a after division by b towards zero, elementwise and broadcast; it has a's sign.
package struct FMod: ElementwiseBinary, BinaryFunction {
    public static let name = "fmod"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(FMod.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { a.truncatingRemainder(dividingBy: b) }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T {
        // A divisor of 0 is refused before; −1 would overflow with the least integer.
        b == 0 || T.isSigned && b == 0 &- 1 ? 0 : a % b
    }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        try Tensor.numbers(common, name)
    }

    // fmod = a − b ⌊a/b⌋ rounded towards 0, which is constant between jumps.
    public static let gradient = Gradient<FMod>.rule({ context throws(TensorError) in
        try context.propagate(to: 0) { () throws(TensorError) in
            try context.upstream.sum(to: context.layout(of: 0))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            let quotient = try (context.input(0).detach() / context.input(1).detach()).trunc()
            return try -(context.upstream * quotient).sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<FMod>] { get throws { try divisions(FMod()) } }

    /// Samples away from the jumps, which are where the quotient is whole.
    static func divisions<Op: Operation>(_ operation: Op) throws -> [Sample<Op>]
    where Op.Inputs == Pair {
        let a = try Tensor([5.5, -4.3, 2.2, -7.4, 3.6, 0.4], dtype: .float64)
        let b = try Tensor([2, 1.5, -0.7, -3, 5, 1.7], dtype: .float64)
        return [
            Sample("all signs", operation, Pair(a, b)),
            Sample(
                "broadcast", operation,
                Pair(try a.reshape(2, 3), try Tensor([[1.6], [-2.9]], dtype: .float64))),
        ]
    }
}

extension Tensor {
    /// What is left of this tensor after division by `divisor` towards zero, elementwise; the result
    /// has this tensor's sign, as C's `fmod` and Swift's `%`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or an integer is divided by 0.
    public func fmod(_ divisor: Tensor) throws(TensorError) -> Tensor {
        try checkDivisor(divisor, FMod.name)
        return try FMod()(Pair(self, divisor))
    }

    /// What is left of this tensor after division by a number towards zero.
    ///
    /// - Throws: ``TensorError`` when integers are divided by 0.
    public func fmod(_ divisor: some TensorScalar) throws(TensorError) -> Tensor {
        try fmod(scalar(divisor))
    }

    /// Division of integers has no result for the divisor 0.
    func checkDivisor(_ divisor: Tensor, _ operation: String) throws(TensorError) {
        guard !Tensor.commonType(self, divisor).isFloatingPoint else { return }
        if (divisor .== 0).toArray(as: Bool.self).contains(true) {
            throw TensorError(
                .value, operation, expected: "divisors of integers other than 0", got: "0",
                hint: "Convert with to(dtype: .float32) for ∞ or NaN.", inputs: [self, divisor])
        }
    }

    /// The type, which must not be `bool`.
    static func numbers(_ dtype: DType, _ operation: String) throws(TensorError) -> DType {
        guard dtype != .bool else {
            throw TensorError(.dtype, operation, expected: "numbers", got: "two bool tensors")
        }
        return dtype
    }
}
