import Kernels
import RealModule

/// x / (1 + e⁻ˣ), also called swish; NaN at −∞, as 0 · ∞ is.
///
/// Source: Elfwing, Uchibe and Doya 2018, "Sigmoid-weighted linear units for neural network function
/// approximation in reinforcement learning", equation 5.
package struct SiLU: ElementwiseUnary {
    public static let name = "silu"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(SiLU.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        let e = T.exp(x)
        guard e < T.leastNormalMagnitude, x.isFinite else { return x * logistic(x) }
        // eˣ has few digits left there, of which x would multiply the error.
        let root = T.exp(x / 2)
        return x * root * root
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        // (x σ)′ = σ + x σ (1 − σ), and 1 − σ(x) = σ(−x).
        g * (logistic(x) * (1 + x * logistic(-x)))
    }

    public static func derivative(_ context: GradientContext<SiLU>) throws(TensorError) -> Tensor {
        let x = context.input()
        return try context.upstream * (x.sigmoid() * (1 + x * (-x).sigmoid()))
    }

    public static var samples: [Sample<SiLU>] {
        get throws { try Samples.each(SiLU(), in: -2...2) }
    }
}

extension Tensor {
    /// x / (1 + e⁻ˣ) of each element.
    public func silu() -> Tensor {
        unfailing { () throws(TensorError) in try SiLU()(self) }
    }
}
