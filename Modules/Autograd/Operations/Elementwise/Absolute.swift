import Kernels
import RealModule

/// |x|; the gradient at 0 is 0.
package struct Absolute: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "abs"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(keepingIntegers: Absolute.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x.magnitude
    }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T {
        x < 0 ? 0 &- x : x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x > 0 ? g : x < 0 ? -g : x == 0 ? 0 : x
    }

    public static func derivative(_ context: GradientContext<Absolute>) throws(TensorError)
        -> Tensor
    {
        try context.upstream * context.input().sign()
    }

    public static var samples: [Sample<Absolute>] {
        get throws { try Samples.each(Absolute(), in: -2...2, avoiding: [0]) }
    }
}

extension Tensor {
    /// |x| of each element.
    public func abs() -> Tensor {
        unfailing { () throws(TensorError) in try Absolute()(self) }
    }
}
