import Kernels
import RealModule

/// x tanh(log(1 + eˣ)).
///
/// Goals: no overflow, and digits kept where the function is small.
///
/// Source: Misra 2020, "Mish: a self regularized non-monotonic activation function", equation 1.
package struct Mish: ElementwiseUnary {
    public static let name = "mish"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Mish.self)

    public init() {}

    /// t = tanh(log(1 + eˣ)), and 1 − t.
    ///
    /// With u = 1 + eˣ, t = (u − 1/u) / (u + 1/u) = (u² − 1) / (u² + 1) = n / (n + 2), where
    /// n = eˣ (eˣ + 2); above 0, both are divided by e²ˣ. All terms are positive, so none cancel.
    static func gate<T: Real>(_ x: T) -> (t: T, rest: T) {
        let e = T.exp(-x.magnitude)
        if x >= 0 {
            let n = 1 + 2 * e
            let square = 2 * e * e
            return (n / (n + square), square / (n + square))
        }
        let n = e * (e + 2)
        return (n / (n + 2), 2 / (n + 2))
    }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x * gate(x).t }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        // (x t)′ = t + x (1 − t²) σ(x), since log(1 + eˣ)′ = σ(x).
        let (t, rest) = gate(x)
        return g * (t + x * (rest * (1 + t) * logistic(x)))
    }

    public static func derivative(_ context: GradientContext<Mish>) throws(TensorError) -> Tensor {
        let x = context.input()
        let t = x.softplus().tanh()
        return try context.upstream * (t + x * ((1 - t.square()) * x.sigmoid()))
    }

    public static var samples: [Sample<Mish>] {
        get throws { try Samples.each(Mish(), in: -2...2) }
    }
}

extension Tensor {
    /// x tanh(log(1 + eˣ)) of each element.
    public func mish() -> Tensor {
        unfailing { () throws(TensorError) in try Mish()(self) }
    }
}
