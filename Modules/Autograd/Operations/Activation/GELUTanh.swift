import Kernels
import RealModule

/// x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), near ``GELU`` within 5e-4.
///
/// Goals: 4 ULP also for very negative x, where 1 + tanh would cancel: it is 2 sigmoid(u) with u =
/// 2√(2/π) (x + 0.044715 x³); finite gradients for all finite x; NaN at ±∞ in the gradient, as in
/// PyTorch, on every kernel.
///
/// Source: Hendrycks and Gimpel 2016, section 2.
package struct GELUTanh: ElementwiseUnary {
    public static let name = "geluTanh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(GELUTanh.self)

    public init() {}

    /// Beyond ±this, the sigmoid is 1 or 0 in every type; up to it, nothing overflows.
    private static let far = 22

    private static func clamped<T: Real>(_ x: T) -> T {
        let far = T(far)
        return x > far ? far : x < -far ? -far : x
    }

    /// u = x (c + d x²) in two words, high + low; c = 2√(2/π), d = 0.044715 c.
    ///
    /// The sigmoid multiplies a relative error of u by u. c and d are sums of a `Float` and the
    /// rest, so that two words of either type hold them.
    private static func argument<T: Real>(_ x: T) -> (high: T, low: T) {
        let (c, cLow): (T, T) = (number(0x1.988454p+0), number(-0x1.857935ee5e06ap-25))
        let (d, dLow): (T, T) = (number(0x1.2444f2p-4), number(0x1.49b1695e937bcp-29))
        let square = x * x
        let squareLow = (-square).addingProduct(x, x)
        let product = square * d
        let productLow = (-product).addingProduct(square, d) + (squareLow * d + square * dLow)
        // Knuth's two-sum: either term can be the larger.
        let slope = product + c
        let part = slope - product
        let slopeLow = (product - (slope - part)) + (c - part) + (productLow + cLow)
        let high = x * slope
        let low = (-high).addingProduct(x, slope) + x * slopeLow
        let sum = high + low
        return (sum, (high - sum) + low)
    }

    /// sigmoid(u).
    private static func half<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        let (high, low) = argument(clamped(x))
        let s = Sigmoid.value(high, p)
        return s + s * (low * (1 - s))
    }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x * half(x, p) }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        let (s, z) = (half(x, p), clamped(x))
        let slope: T = number(0x1.9884533d43651p+0) * (1 + number(3 * 0.044715) * z * z)
        return g * (s + x * (s * (1 - s)) * slope)
    }

    public static func derivative(_ context: GradientContext<GELUTanh>) throws(TensorError)
        -> Tensor
    {
        let x = context.input()
        let z = try x.clamp(min: -Double(far), max: Double(far))
        let scale = 2 * (2 / Double.pi).squareRoot()
        let s = try ((z + z * z.square() * 0.044715) * scale).sigmoid()
        let slope = (z.square() * (3 * 0.044715) + 1) * scale
        return try context.upstream * (s + x * (s * (1 - s)) * slope)
    }

    public static var samples: [Sample<GELUTanh>] {
        get throws { try Samples.each(GELUTanh(), in: -2...2) }
    }
}
