import Kernels
import RealModule

/// The smallest whole number that is at least x; the gradient is 0.
package struct Ceil: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "ceil"
    public static let kernels = ElementwiseKernels(keepingIntegers: Ceil.self)
    public static let gradient = Gradient<Ceil>.zero

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x.rounded(.up) }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T { x }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 0 }

    public static func derivative(_ context: GradientContext<Ceil>) throws(TensorError) -> Tensor {
        context.upstream * 0
    }

    public static var samples: [Sample<Ceil>] {
        get throws { try Samples.each(Ceil(), in: -2...2, avoiding: [-2, -1, 0, 1, 2]) }
    }
}

extension Tensor {
    /// The smallest whole number that is at least each element.
    public func ceil() -> Tensor { unfailing { () throws(TensorError) in try Ceil()(self) } }
}
