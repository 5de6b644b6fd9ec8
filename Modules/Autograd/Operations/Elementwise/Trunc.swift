import Kernels
import RealModule

/// x without what follows the point; the gradient is 0.
package struct Trunc: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "trunc"
    public static let kernels = ElementwiseKernels(keepingIntegers: Trunc.self)
    public static let gradient = Gradient<Trunc>.zero

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x.rounded(.towardZero) }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T { x }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 0 }

    public static func derivative(_ context: GradientContext<Trunc>) throws(TensorError) -> Tensor {
        context.upstream * 0
    }

    public static var samples: [Sample<Trunc>] {
        get throws { try Samples.each(Trunc(), in: -2...2, avoiding: [-2, -1, 0, 1, 2]) }
    }
}

extension Tensor {
    /// Each element without what follows the point.
    public func trunc() -> Tensor { unfailing { () throws(TensorError) in try Trunc()(self) } }
}
