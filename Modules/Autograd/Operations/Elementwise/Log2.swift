import Kernels
import RealModule

/// The logarithm to base 2; −∞ at 0, NaN below.
package struct Log2: ElementwiseUnary {
    public static let name = "log2"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Log2.self)

    /// The natural logarithm of 2.
    static let logarithmOf2 = 0.693_147_180_559_945_309_4

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.log2(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / (x * number(Log2.logarithmOf2))
    }

    public static func derivative(_ context: GradientContext<Log2>) throws(TensorError) -> Tensor {
        try context.upstream / (context.input() * Log2.logarithmOf2)
    }

    public static var samples: [Sample<Log2>] {
        get throws { try Samples.each(Log2(), in: 0.3...3) }
    }
}

extension Tensor {
    /// The logarithm to base 2 of each element; −∞ of 0, NaN of negative numbers.
    public func log2() -> Tensor { unfailing { () throws(TensorError) in try Log2()(self) } }
}
