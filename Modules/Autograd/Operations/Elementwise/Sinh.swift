import Kernels
import RealModule

/// (eˣ − e⁻ˣ) / 2.
package struct Sinh: ElementwiseUnary {
    public static let name = "sinh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Sinh.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.sinh(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * T.cosh(x)
    }

    public static func derivative(_ context: GradientContext<Sinh>) throws(TensorError) -> Tensor {
        try context.upstream * context.input().cosh()
    }

    public static var samples: [Sample<Sinh>] {
        get throws { try Samples.each(Sinh(), in: -2...2) }
    }
}

extension Tensor {
    /// The hyperbolic sine (eˣ − e⁻ˣ) / 2 of each element.
    public func sinh() -> Tensor { unfailing { () throws(TensorError) in try Sinh()(self) } }
}
