import Kernels
import RealModule

/// x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), near ``GELU`` within 5e-4.
///
/// Source: Hendrycks and Gimpel 2016, section 2.
package struct GELUTanh: ElementwiseUnary {
    public static let name = "geluTanh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(GELUTanh.self)

    public init() {}

    /// √(2/π) (x + 0.044715 x³).
    static func inner<T: Real>(_ x: T) -> T { scale() * (x + cubic() * x * x * x) }
    static func scale<T: Real>() -> T { (2 / T.pi).squareRoot() }
    /// 0.044715.
    static func cubic<T: Real>() -> T { 44715 / 1_000_000 }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        // 1 + tanh u = 2 sigmoid(2u), which does not cancel for negative u.
        x * Sigmoid.value(2 * inner(x), p)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        let s = Sigmoid.value(2 * inner(x), p)
        let slope = 2 * scale() * (1 + 3 * cubic() * x * x)
        // 1 − s = sigmoid(−2w), without cancelling; s (1 − s) is 0 long before the slope overflows. x − x makes infinities NaN, as in PyTorch.
        let bend = s * Sigmoid.value(-2 * inner(x), p)
        return g * (s + (bend == 0 ? x - x : x * bend * slope))
    }

    public static func derivative(_ context: GradientContext<GELUTanh>) throws(TensorError)
        -> Tensor
    {
        let x = context.input()
        let scale = (2 / Double.pi).squareRoot()
        let s = try ((x + x * x.square() * 0.044715) * (2 * scale)).sigmoid()
        let slope = (x.square() * (3 * 0.044715) + 1) * (2 * scale)
        return try context.upstream * (s + x * s * (1 - s) * slope)
    }

    public static var samples: [Sample<GELUTanh>] {
        get throws { try Samples.each(GELUTanh(), in: -2...2) }
    }
}
