import Kernels
import RealModule

/// x · Φ(x), with Φ the standard normal distribution function.
///
/// Goals: 4 ULP also for very negative x, where 1 + erf would cancel; NaN at ±∞ in the gradient,
/// as in PyTorch, on every kernel.
///
/// Source: Hendrycks and Gimpel 2016, "Gaussian error linear units"; PyTorch's default form.
package struct GELU: ElementwiseUnary {
    public static let name = "gelu"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(GELU.self)

    public init() {}

    /// Φ(x) = erfc(t) / 2 with t = −x/√2.
    ///
    /// A relative error of t comes out multiplied by 2t². What rounding takes from t is therefore
    /// given back by the first term of Taylor's series, erfc′(t) = −2/√π exp(−t²).
    static func distribution<T: Real>(_ x: T) -> T {
        let root: T = inverseRoot2()
        let t = -x * root
        guard t.isFinite else { return T.erfc(t) / 2 }
        // r² − 1/2 = −2 r (1/√2 − r) for r near 1/√2, so this is what the rounded root lacks.
        let rest = -(-1 / (2 as T)).addingProduct(root, root) * root
        let low = (-t).addingProduct(-x, root) - x * rest
        return T.erfc(t) / 2 - low * T.exp(-t * t) / T.pi.squareRoot()
    }
    static func inverseRoot2<T: Real>() -> T { 1 / (2 as T).squareRoot() }
    static func inverseRoot2Pi<T: Real>() -> T { 1 / (2 * T.pi).squareRoot() }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x * distribution(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        // (x Φ)′ = Φ + x φ; φ is 0 long before x² overflows.
        g * (distribution(x) + x * (T.exp(-(x * x) / 2) * inverseRoot2Pi()))
    }

    public static func derivative(_ context: GradientContext<GELU>) throws(TensorError) -> Tensor {
        let x = context.input()
        let distribution = ((x * (1 / 2.0.squareRoot())).erf() + 1) * 0.5
        let density = (x.square() * -0.5).exp() * (1 / (2 * Double.pi).squareRoot())
        return try context.upstream * (distribution + x * density)
    }

    public static var samples: [Sample<GELU>] {
        get throws { try Samples.each(GELU(), in: -2...2) }
    }
}

/// How `gelu` computes Φ.
public enum GELUApproximation: String, Sendable, Codable {
    /// By the error function: x · Φ(x).
    case none
    /// x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), near it within 5e-4.
    case tanh
}

extension Tensor {
    /// x · Φ(x) of each element, or its tanh form.
    ///
    /// - Parameter approximate: How Φ is computed.
    public func gelu(approximate: GELUApproximation = .none) -> Tensor {
        unfailing { () throws(TensorError) in
            approximate == .none ? try GELU()(self) : try GELUTanh()(self)
        }
    }
}
