import Kernels
import RealModule

/// The natural logarithm; −∞ at 0, NaN below.
package struct Log: ElementwiseUnary {
    public static let name = "log"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Log.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.log(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / x
    }

    public static func derivative(_ context: GradientContext<Log>) throws(TensorError) -> Tensor {
        try context.upstream / context.input()
    }

    public static var samples: [Sample<Log>] {
        get throws { try Samples.each(Log(), in: 0.3...3) }
    }
}

extension Tensor {
    /// The natural logarithm of each element; −∞ of 0, NaN of negative numbers.
    public func log() -> Tensor {
        unfailing { () throws(TensorError) in try Log()(self) }
    }
}
