import Kernels
import RealModule

/// The angle in −π/2…π/2 whose sine is x; NaN beyond ±1, where the gradient is ∞.
package struct Asin: ElementwiseUnary {
    public static let name = "asin"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Asin.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.asin(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / ((1 - x) * (1 + x)).squareRoot()
    }

    public static func derivative(_ context: GradientContext<Asin>) throws(TensorError) -> Tensor {
        let x = context.input()
        return try context.upstream / ((1 - x) * (1 + x)).sqrt()
    }

    public static var samples: [Sample<Asin>] {
        get throws { try Samples.each(Asin(), in: -0.8...0.8) }
    }
}

extension Tensor {
    /// The angle in −π/2…π/2 whose sine each element is; NaN beyond ±1.
    public func asin() -> Tensor { unfailing { () throws(TensorError) in try Asin()(self) } }
}
