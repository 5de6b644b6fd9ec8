import Kernels
import RealModule

/// log(x + √(x² + 1)), which inverts sinh.
package struct Asinh: ElementwiseUnary {
    public static let name = "asinh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Asinh.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.asinh(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / T.hypot(x, 1)
    }

    public static func derivative(_ context: GradientContext<Asinh>) throws(TensorError) -> Tensor {
        let x = context.input()
        return try context.upstream / x.hypot(x.scalar(1))
    }

    public static var samples: [Sample<Asinh>] {
        get throws { try Samples.each(Asinh(), in: -2...2) }
    }
}

extension Tensor {
    /// The inverse hyperbolic sine log(x + √(x² + 1)) of each element.
    public func asinh() -> Tensor { unfailing { () throws(TensorError) in try Asinh()(self) } }
}
