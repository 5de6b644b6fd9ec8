import Kernels
import RealModule

/// log(x + √(x² − 1)), which inverts cosh; NaN below 1, and at 1 the gradient is ∞.
package struct Acosh: ElementwiseUnary {
    public static let name = "acosh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Acosh.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.acosh(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        // Below −1, where the value is NaN, the gradient is as in PyTorch.
        let size = x.magnitude
        return g / ((size - 1) * (size + 1)).squareRoot()
    }

    public static func derivative(_ context: GradientContext<Acosh>) throws(TensorError) -> Tensor {
        let size = context.input().abs()
        return try context.upstream / ((size - 1) * (size + 1)).sqrt()
    }

    public static var samples: [Sample<Acosh>] {
        get throws { try Samples.each(Acosh(), in: 1.3...4) }
    }
}

extension Tensor {
    /// The inverse hyperbolic cosine log(x + √(x² − 1)) of each element; NaN below 1.
    public func acosh() -> Tensor { unfailing { () throws(TensorError) in try Acosh()(self) } }
}
