import Kernels
import RealModule

/// x min(max(x + 3, 0), 6) / 6: a SiLU of lines and a parabola.
///
/// Source: Howard et al. 2019, "Searching for MobileNetV3", section 5.2.
package struct Hardswish: ElementwiseUnary {
    public static let name = "hardswish"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Hardswish.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x * (x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x <= -3 ? 0 : x >= 3 ? g : g * (x / 3 + 1 / 2)
    }

    public static func derivative(_ context: GradientContext<Hardswish>) throws(TensorError)
        -> Tensor
    {
        let (x, upstream) = (context.input(), context.upstream)
        let place = x.detach()
        let above = try `where`(place .>= 3, upstream, upstream * (x / 3 + 0.5))
        return try `where`(place .<= -3, upstream.scalar(0), above)
    }

    public static var samples: [Sample<Hardswish>] {
        get throws { try Samples.each(Hardswish(), in: -5...5, avoiding: [-3, 3]) }
    }
}

extension Tensor {
    /// x min(max(x + 3, 0), 6) / 6 of each element.
    public func hardswish() -> Tensor {
        unfailing { () throws(TensorError) in try Hardswish()(self) }
    }
}
