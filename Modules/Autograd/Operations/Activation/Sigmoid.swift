import Kernels
import RealModule

/// 1 / (1 + e⁻ˣ).
package struct Sigmoid: ElementwiseUnary {
    public static let name = "sigmoid"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Sigmoid.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { logistic(x) }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * (y * (1 - y))
    }

    public static func derivative(_ context: GradientContext<Sigmoid>) throws(TensorError) -> Tensor
    {
        let y = context.output()
        return try context.upstream * (y * (1 - y))
    }

    public static var samples: [Sample<Sigmoid>] {
        get throws { try Samples.each(Sigmoid(), in: -2...2) }
    }
}

extension Tensor {
    /// 1 / (1 + e⁻ˣ) of each element.
    public func sigmoid() -> Tensor {
        unfailing { () throws(TensorError) in try Sigmoid()(self) }
    }
}
