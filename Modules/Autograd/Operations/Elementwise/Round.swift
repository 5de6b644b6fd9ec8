import Kernels
import RealModule

/// x rounded to a number of decimal places, halves to even; the gradient is 0.
package struct Round: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "round"
    public static let kernels = ElementwiseKernels(keepingIntegers: Round.self)
    public static let gradient = Gradient<Round>.zero

    /// Places after the point; negative ones round to tens, hundreds, ….
    public let decimals: Int

    public init(decimals: Int = 0) { self.decimals = decimals }

    public var parameters: SIMD4<Double> { [Double(decimals), 0, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        if p[0] == 0 { return x.rounded(.toNearestOrEven) }
        // As PyTorch: scaled by a power of ten, rounded, scaled back.
        let scale = T.pow(10, Int(p[0].magnitude))
        if p[0] > 0 { return (x * scale).rounded(.toNearestOrEven) / scale }
        return (x / scale).rounded(.toNearestOrEven) * scale
    }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T { x }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 0 }

    public static func derivative(_ context: GradientContext<Round>) throws(TensorError) -> Tensor {
        context.upstream * 0
    }

    public static var samples: [Sample<Round>] {
        get throws {
            try Samples.each(
                Round(), in: -2...2, avoiding: [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2])
        }
    }
}

extension Tensor {
    /// Each element rounded to `decimals` places after the point, halves to even.
    public func round(decimals: Int = 0) -> Tensor {
        unfailing { () throws(TensorError) in try Round(decimals: decimals)(self) }
    }
}
