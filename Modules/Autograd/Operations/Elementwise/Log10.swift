import Kernels
import RealModule

/// The logarithm to base 10; −∞ at 0, NaN below.
package struct Log10: ElementwiseUnary {
    public static let name = "log10"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Log10.self)

    /// The natural logarithm of 10.
    static let logarithmOf10 = 2.302_585_092_994_045_684

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.log10(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / (x * number(Log10.logarithmOf10))
    }

    public static func derivative(_ context: GradientContext<Log10>) throws(TensorError) -> Tensor {
        try context.upstream / (context.input() * Log10.logarithmOf10)
    }

    public static var samples: [Sample<Log10>] {
        get throws { try Samples.each(Log10(), in: 0.3...3) }
    }
}

extension Tensor {
    /// The logarithm to base 10 of each element; −∞ of 0, NaN of negative numbers.
    public func log10() -> Tensor { unfailing { () throws(TensorError) in try Log10()(self) } }
}
