import Kernels
import RealModule

/// The x whose error function is y; ±∞ at ±1, NaN beyond.
///
/// Goals: a few ulp over the whole domain, also next to ±1; the same code in both types.
package struct InverseErf: ElementwiseUnary {
    public static let name = "erfinv"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(InverseErf.self)

    public init() {}

    public static func value<T: Real>(_ y: T, _ p: SIMD4<Double>) -> T {
        let size = y.magnitude
        guard size < 1 else { return size == 1 ? T.infinity * y : .nan }
        var x = estimate(size)
        // Halley's steps for f(x) = erf x − |y|, where f″/f′ = −2x; each triples the digits, so two
        // are enough but for the last thousands of numbers below 1, of which the estimate knows
        // little. Above 1/2, erfc x − (1 − |y|) has no rounded terms.
        for _ in 0..<8 {
            let difference = size < 1 / 2 ? T.erf(x) - size : (1 - size) - T.erfc(x)
            let step = difference / (2 / T.pi.squareRoot() * T.exp(-x * x))
            x -= step / (1 + x * step)
            if step.magnitude <= x.ulp { break }
        }
        return y < 0 ? -x : x
    }

    /// x within 3e-7 of itself, for |y| up to 1 − 1e-7.
    ///
    /// Source: Giles 2010, "Approximating the erfinv function", table 5.
    private static func estimate<T: Real>(_ y: T) -> T {
        let w = -T.log((1 - y) * (1 + y))
        if w < 5 {
            return y * polynomial(central, at: w - number(2.5))
        }
        return y * polynomial(tail, at: w.squareRoot() - 3)
    }

    private static func polynomial<T: Real>(_ coefficients: InlineArray<9, Double>, at x: T) -> T {
        var sum: T = 0
        for index in coefficients.indices { sum = sum * x + number(coefficients[index]) }
        return sum
    }

    private static let central: InlineArray<9, Double> = [
        2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
        -0.00125372503, -0.00417768164, 0.246640727, 1.50140941,
    ]
    private static let tail: InlineArray<9, Double> = [
        -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
        -0.0076224613, 0.00943887047, 1.00167406, 2.83297682,
    ]

    // 1 / erf′(x) = √π/2 exp(x²).
    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * (T.pi.squareRoot() / 2) * T.exp(y * y)
    }

    public static func derivative(_ context: GradientContext<InverseErf>) throws(TensorError)
        -> Tensor
    {
        try context.upstream * (context.output().square().exp() * (Double.pi.squareRoot() / 2))
    }

    public static var samples: [Sample<InverseErf>] {
        get throws { try Samples.each(InverseErf(), in: -0.8...0.8) }
    }
}

extension Tensor {
    /// The number whose error function is each element; ±∞ of ±1, NaN beyond.
    public func erfinv() -> Tensor {
        unfailing { () throws(TensorError) in try InverseErf()(self) }
    }
}
