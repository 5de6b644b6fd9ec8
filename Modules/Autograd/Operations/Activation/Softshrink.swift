import Kernels
import RealModule

/// x moved towards 0 by λ, to 0 where |x| is at most λ; NaN stays NaN with
/// gradient 0.
package struct Softshrink: ElementwiseUnary {
    public static let name = "softshrink"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Softshrink.self)

    /// λ: how far from 0 elements are taken to be 0.
    public let lambd: Double

    public init(lambd: Double = 0.5) { self.lambd = lambd }

    public var parameters: SIMD4<Double> { [lambd, 0, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        let lambda: T = number(p[0])
        // x · 0 and not 0, so that NaN stays.
        return x > lambda ? x - lambda : x < -lambda ? x + lambda : x * 0
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x < -number(p[0]) || x > number(p[0]) ? g : 0
    }

    public static func derivative(_ context: GradientContext<Softshrink>) throws(TensorError)
        -> Tensor
    {
        let (x, upstream) = (context.input().detach(), context.upstream)
        let isFar = try (x .< -context.operation.lambd) + (x .> context.operation.lambd)
        return try `where`(isFar, upstream, upstream.scalar(0))
    }

    public static var samples: [Sample<Softshrink>] {
        get throws { try Samples.each(Softshrink(), in: -2...2, avoiding: [-0.5, 0.5]) }
    }
}

extension Tensor {
    /// Each element moved towards 0 by `lambd`, those nearer to 0.
    ///
    /// - Throws: ``TensorError`` when `lambd` is negative or NaN.
    public func softshrink(lambd: Double = 0.5) throws(TensorError) -> Tensor {
        guard lambd >= 0 else {
            throw TensorError(
                .value, Softshrink.name, expected: "a lambd of at least 0", got: "\(lambd)")
        }
        return try Softshrink(lambd: lambd)(self)
    }
}
