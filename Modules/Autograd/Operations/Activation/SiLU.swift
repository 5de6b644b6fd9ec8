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
        guard let root = rootOfTinyExponential(x) else { return x * logistic(x) }
        return x * root * root
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        // (x σ)′ = σ + x σ (1 − σ), and 1 − σ(x) = σ(−x).
        guard let root = rootOfTinyExponential(x) else {
            return g * (logistic(x) * (1 + x * logistic(-x)))
        }
        return g * root * ((1 + x) * root)
    }

    /// √eˣ where σ(x) = eˣ is denormal: it has few digits left there, of whose error a factor as large
    /// as x would make a multiple.
    private static func rootOfTinyExponential<T: Real>(_ x: T) -> T? {
        x.isFinite && T.exp(x) < T.leastNormalMagnitude ? T.exp(x / 2) : nil
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
