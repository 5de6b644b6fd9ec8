import Kernels
import RealModule

/// √x; NaN below 0, and at 0 the gradient is ∞.
package struct SquareRoot: ElementwiseUnary {
    public static let name = "sqrt"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(SquareRoot.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x.squareRoot()
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / (2 * y)
    }

    public static func derivative(_ context: GradientContext<SquareRoot>) throws(TensorError)
        -> Tensor
    {
        try context.upstream / (context.output() * 2)
    }

    public static var samples: [Sample<SquareRoot>] {
        get throws { try Samples.each(SquareRoot(), in: 0.3...3) }
    }
}

extension Tensor {
    /// The square root of each element; NaN of negative numbers.
    public func sqrt() -> Tensor {
        unfailing { () throws(TensorError) in try SquareRoot()(self) }
    }
}
