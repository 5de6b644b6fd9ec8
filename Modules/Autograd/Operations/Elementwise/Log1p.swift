import Kernels
import RealModule

/// log(1 + x), exact also where x is small; −∞ at −1, NaN below.
package struct Log1p: ElementwiseUnary {
    public static let name = "log1p"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Log1p.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.log(onePlus: x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / (1 + x)
    }

    public static func derivative(_ context: GradientContext<Log1p>) throws(TensorError) -> Tensor {
        try context.upstream / (context.input() + 1)
    }

    public static var samples: [Sample<Log1p>] {
        get throws { try Samples.each(Log1p(), in: -0.6...3) }
    }
}

extension Tensor {
    /// log(1 + x) of each element, exact also where x is small; −∞ of −1, NaN below.
    public func log1p() -> Tensor { unfailing { () throws(TensorError) in try Log1p()(self) } }
}
