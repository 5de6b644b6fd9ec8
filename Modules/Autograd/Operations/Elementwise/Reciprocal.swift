import Kernels
import RealModule

/// 1/x; ±∞ at ±0.
package struct Reciprocal: ElementwiseUnary {
    public static let name = "reciprocal"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Reciprocal.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        1 / x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        -g * y * y
    }

    public static func derivative(_ context: GradientContext<Reciprocal>) throws(TensorError)
        -> Tensor
    {
        try -(context.upstream * context.output().square())
    }

    public static var samples: [Sample<Reciprocal>] {
        get throws { try Samples.each(Reciprocal(), in: 0.5...2.5) }
    }
}

extension Tensor {
    /// 1/x of each element.
    public func reciprocal() -> Tensor {
        unfailing { () throws(TensorError) in try Reciprocal()(self) }
    }
}
