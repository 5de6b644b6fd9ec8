import Kernels
import RealModule

/// ψ(x) = d/dx log Γ(x); ∓∞ at ±0, NaN at negative whole numbers.
package struct Digamma: ElementwiseUnary {
    public static let name = "digamma"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Digamma.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        Kernels.digamma(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * Kernels.polygamma(1, x)
    }

    public static func derivative(_ context: GradientContext<Digamma>) throws(TensorError) -> Tensor
    {
        try context.upstream * context.input().polygamma(1)
    }

    public static var samples: [Sample<Digamma>] {
        get throws {
            try Samples.each(Digamma(), in: 0.4...4) + Samples.each(Digamma(), in: -0.8 ... -0.2)
        }
    }
}

extension Tensor {
    /// ψ(x) = d/dx log Γ(x) of each element x; ∓∞ of ±0, NaN of negative whole numbers.
    public func digamma() -> Tensor {
        unfailing { () throws(TensorError) in try Digamma()(self) }
    }
}
