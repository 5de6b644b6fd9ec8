import Kernels
import RealModule

/// −x; integers wrap.
package struct Negate: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "neg"
    public static let saves: Saves = []
    public static let kernels = ElementwiseKernels(keepingIntegers: Negate.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        -x
    }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T {
        0 &- x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        -g
    }

    public static func derivative(_ context: GradientContext<Negate>) throws(TensorError) -> Tensor
    {
        -context.upstream
    }

    public static var samples: [Sample<Negate>] {
        get throws { try Samples.each(Negate(), in: -2...2) }
    }
}

extension Tensor {
    /// −x of each element; `bool` elements count as integers.
    public static prefix func - (x: Tensor) -> Tensor {
        unfailing { () throws(TensorError) in try Negate()(x.numeric()) }
    }
}
