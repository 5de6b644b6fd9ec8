import Kernels
import RealModule

/// 1/√x; ∞ at 0, NaN below.
package struct ReciprocalSquareRoot: ElementwiseUnary {
    public static let name = "rsqrt"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(ReciprocalSquareRoot.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        1 / x.squareRoot()
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        -g / 2 * (y * y * y)
    }

    public static func derivative(_ context: GradientContext<ReciprocalSquareRoot>)
        throws(TensorError)
        -> Tensor
    {
        let y = context.output()
        return try context.upstream * (y * y.square()) * -0.5
    }

    public static var samples: [Sample<ReciprocalSquareRoot>] {
        get throws { try Samples.each(ReciprocalSquareRoot(), in: 0.3...3) }
    }
}

extension Tensor {
    /// 1/√x of each element; ∞ of 0, NaN of negative numbers.
    public func rsqrt() -> Tensor {
        unfailing { () throws(TensorError) in try ReciprocalSquareRoot()(self) }
    }
}
