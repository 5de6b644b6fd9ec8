import Kernels
import RealModule

/// max(x, 0); the gradient at 0 is 0, and NaN stays NaN and passes its gradient.
package struct ReLU: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "relu"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(keepingIntegers: ReLU.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x <= 0 ? 0 : x
    }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T {
        x < 0 ? 0 : x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        y <= 0 ? 0 : g
    }

    public static func derivative(_ context: GradientContext<ReLU>) throws(TensorError) -> Tensor {
        let stays = context.output().detach() .<= 0
        return try `where`(stays, context.upstream.scalar(0), context.upstream)
    }

    public static var samples: [Sample<ReLU>] {
        get throws { try Samples.each(ReLU(), in: -2...2, avoiding: [0]) }
    }
}

extension Tensor {
    /// max(x, 0) of each element.
    public func relu() -> Tensor {
        unfailing { () throws(TensorError) in try ReLU()(self) }
    }
}
