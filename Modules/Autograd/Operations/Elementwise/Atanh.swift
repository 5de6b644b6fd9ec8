import Kernels
import RealModule

/// log((1 + x) / (1 − x)) / 2, which inverts tanh; ±∞ at ±1, NaN beyond.
package struct Atanh: ElementwiseUnary {
    public static let name = "atanh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Atanh.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.atanh(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / ((1 - x) * (1 + x))
    }

    public static func derivative(_ context: GradientContext<Atanh>) throws(TensorError) -> Tensor {
        let x = context.input()
        return try context.upstream / ((1 - x) * (1 + x))
    }

    public static var samples: [Sample<Atanh>] {
        get throws { try Samples.each(Atanh(), in: -0.8...0.8) }
    }
}

extension Tensor {
    /// The inverse hyperbolic tangent log((1 + x) / (1 − x)) / 2 of each element; ±∞ of ±1, NaN
    /// beyond.
    public func atanh() -> Tensor { unfailing { () throws(TensorError) in try Atanh()(self) } }
}
