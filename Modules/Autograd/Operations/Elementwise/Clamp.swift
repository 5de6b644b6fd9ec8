import Kernels
import RealModule

/// min(max(x, lower), upper); NaN stays NaN, and the bounds themselves pass their gradient.
package struct Clamp: ElementwiseUnary {
    public static let name = "clamp"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Clamp.self)

    /// The least value.
    public let lower: Double
    /// The greatest value.
    public let upper: Double

    public init(min lower: Double, max upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    public var parameters: SIMD4<Double> { [lower, upper, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x < number(p[0]) ? number(p[0]) : x > number(p[1]) ? number(p[1]) : x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x >= number(p[0]) && x <= number(p[1]) ? g : 0
    }

    public static func derivative(_ context: GradientContext<Clamp>) throws(TensorError) -> Tensor {
        let x = context.input().detach()
        let isInside = try (x .>= context.operation.lower) * (x .<= context.operation.upper)
        return try `where`(isInside, context.upstream, context.upstream.scalar(0))
    }

    public static var samples: [Sample<Clamp>] {
        get throws {
            try Samples.each(Clamp(min: -0.8, max: 1.1), in: -2...2, avoiding: [-0.8, 1.1])
        }
    }
}

extension Tensor {
    /// Each element moved into `min...max`.
    ///
    /// - Throws: ``TensorError`` when `min` is greater than `max`, or either is NaN.
    public func clamp(min lower: Double = -.infinity, max upper: Double = .infinity)
        throws(TensorError) -> Tensor
    {
        guard lower <= upper else {
            throw TensorError(
                .value, Clamp.name, expected: "min at most max", got: "\(lower) and \(upper)")
        }
        return try Clamp(min: lower, max: upper)(self)
    }
}
