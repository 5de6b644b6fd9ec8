import Kernels
import RealModule

/// (eˣ + e⁻ˣ) / 2.
package struct Cosh: ElementwiseUnary {
    public static let name = "cosh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Cosh.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.cosh(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * T.sinh(x)
    }

    public static func derivative(_ context: GradientContext<Cosh>) throws(TensorError) -> Tensor {
        try context.upstream * context.input().sinh()
    }

    public static var samples: [Sample<Cosh>] {
        get throws { try Samples.each(Cosh(), in: -2...2) }
    }
}

extension Tensor {
    /// The hyperbolic cosine (eˣ + e⁻ˣ) / 2 of each element.
    public func cosh() -> Tensor { unfailing { () throws(TensorError) in try Cosh()(self) } }
}
