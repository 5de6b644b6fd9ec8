import Kernels
import RealModule

/// min(max(x + 3, 0), 6) / 6: a sigmoid of three lines. The gradient at ±3 is 0.
package struct Hardsigmoid: ElementwiseUnary {
    public static let name = "hardsigmoid"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Hardsigmoid.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x > -3 && x < 3 ? g / 6 : 0
    }

    public static func derivative(_ context: GradientContext<Hardsigmoid>) throws(TensorError)
        -> Tensor
    {
        let (x, upstream) = (context.input().detach(), context.upstream)
        return try `where`((x .> -3) * (x .< 3), upstream / 6, upstream.scalar(0))
    }

    public static var samples: [Sample<Hardsigmoid>] {
        get throws { try Samples.each(Hardsigmoid(), in: -5...5, avoiding: [-3, 3]) }
    }
}

extension Tensor {
    /// min(max(x + 3, 0), 6) / 6 of each element.
    public func hardsigmoid() -> Tensor {
        unfailing { () throws(TensorError) in try Hardsigmoid()(self) }
    }
}
