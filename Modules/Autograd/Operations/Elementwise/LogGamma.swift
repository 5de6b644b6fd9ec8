import Kernels
import RealModule

/// log |Γ(x)|; ∞ at 0 and at negative whole numbers.
package struct LogGamma: ElementwiseUnary {
    public static let name = "lgamma"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(LogGamma.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        // Both ends: C's lgamma(−∞) is ∞, too.
        x.isInfinite ? .infinity : T.logGamma(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * Kernels.digamma(x)
    }

    public static func derivative(_ context: GradientContext<LogGamma>) throws(TensorError)
        -> Tensor
    {
        try context.upstream * context.input().digamma()
    }

    public static var samples: [Sample<LogGamma>] {
        get throws {
            try Samples.each(LogGamma(), in: 0.4...4)
                + Samples.each(LogGamma(), in: -0.9 ... -0.1)
        }
    }
}

extension Tensor {
    /// log |Γ(x)| of each element x; ∞ of 0 and of negative whole numbers.
    public func lgamma() -> Tensor {
        unfailing { () throws(TensorError) in try LogGamma()(self) }
    }
}
