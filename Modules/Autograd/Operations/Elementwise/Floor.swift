import Kernels
import RealModule

/// The largest whole number that is at most x; the gradient is 0.
package struct Floor: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "floor"
    public static let kernels = ElementwiseKernels(keepingIntegers: Floor.self)
    public static let gradient = Gradient<Floor>.zero

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x.rounded(.down) }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T { x }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 0 }

    public static func derivative(_ context: GradientContext<Floor>) throws(TensorError) -> Tensor {
        context.upstream * 0
    }

    public static var samples: [Sample<Floor>] {
        get throws { try Samples.each(Floor(), in: -2...2, avoiding: [-2, -1, 0, 1, 2]) }
    }
}

extension Tensor {
    /// The largest whole number that is at most each element.
    public func floor() -> Tensor { unfailing { () throws(TensorError) in try Floor()(self) } }
}
