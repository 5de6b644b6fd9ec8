import Kernels
import RealModule

/// −1, 0 or 1 by the sign of x, NaN of NaN; the gradient is 0.
package struct Sign: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "sign"
    public static let kernels = ElementwiseKernels(keepingIntegers: Sign.self)
    public static let gradient = Gradient<Sign>.zero

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x > 0 ? 1 : x < 0 ? -1 : x
    }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T {
        x > 0 ? 1 : x < 0 ? 0 &- 1 : 0
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 0 }

    public static func derivative(_ context: GradientContext<Sign>) throws(TensorError) -> Tensor {
        context.upstream * 0
    }

    public static var samples: [Sample<Sign>] {
        get throws { try Samples.each(Sign(), in: -2...2, avoiding: [0]) }
    }
}

extension Tensor {
    /// −1, 0 or 1 by the sign of each element.
    public func sign() -> Tensor { unfailing { () throws(TensorError) in try Sign()(self) } }
}
