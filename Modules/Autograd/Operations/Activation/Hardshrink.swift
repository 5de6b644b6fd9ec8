import Kernels
import RealModule

/// x where |x| exceeds λ, else 0; NaN stays NaN with gradient 0.
package struct Hardshrink: ElementwiseUnary {
    public static let name = "hardshrink"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Hardshrink.self)

    /// λ: how far from 0 elements are taken to be 0.
    public let lambd: Double

    public init(lambd: Double = 0.5) { self.lambd = lambd }

    public var parameters: SIMD4<Double> { [lambd, 0, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x >= -number(p[0]) && x <= number(p[0]) ? 0 : x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x < -number(p[0]) || x > number(p[0]) ? g : 0
    }

    public static func derivative(_ context: GradientContext<Hardshrink>) throws(TensorError)
        -> Tensor
    {
        let (x, upstream) = (context.input().detach(), context.upstream)
        let isFar = try (x .< -context.operation.lambd) + (x .> context.operation.lambd)
        return try `where`(isFar, upstream, upstream.scalar(0))
    }

    public static var samples: [Sample<Hardshrink>] {
        get throws { try Samples.each(Hardshrink(), in: -2...2, avoiding: [-0.5, 0.5]) }
    }
}

extension Tensor {
    /// Each element whose magnitude exceeds `lambd`, and 0 for the others.
    public func hardshrink(lambd: Double = 0.5) -> Tensor {
        unfailing { () throws(TensorError) in try Hardshrink(lambd: lambd)(self) }
    }
}
