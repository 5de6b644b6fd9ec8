import Kernels
import RealModule

/// −log(1 + e⁻ˣ), the logarithm of the sigmoid, exact where that is 0.
package struct LogSigmoid: ElementwiseUnary {
    public static let name = "logSigmoid"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(LogSigmoid.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        // Below 0, −log(1 + e⁻ˣ) = x − log(1 + eˣ).
        (x < 0 ? x : 0) - T.log(onePlus: T.exp(-x.magnitude))
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * logistic(-x)
    }

    public static func derivative(_ context: GradientContext<LogSigmoid>) throws(TensorError)
        -> Tensor
    {
        try context.upstream * (-context.input()).sigmoid()
    }

    public static var samples: [Sample<LogSigmoid>] {
        get throws { try Samples.each(LogSigmoid(), in: -2...2) }
    }
}

extension Tensor {
    /// −log(1 + e⁻ˣ) of each element: the logarithm of the sigmoid, exact where that is 0.
    public func logSigmoid() -> Tensor {
        unfailing { () throws(TensorError) in try LogSigmoid()(self) }
    }
}
