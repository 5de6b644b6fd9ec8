import Kernels
import RealModule

/// x above a threshold, else a value; NaN stays NaN and passes its gradient.
package struct Threshold: ElementwiseUnary {
    public static let name = "threshold"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Threshold.self)

    /// What x must exceed to stay.
    public let threshold: Double
    /// What becomes of the others.
    public let value: Double

    public init(_ threshold: Double, value: Double) {
        self.threshold = threshold
        self.value = value
    }

    public var parameters: SIMD4<Double> { [threshold, value, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x <= number(p[0]) ? number(p[1]) : x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x <= number(p[0]) ? 0 : g
    }

    public static func derivative(_ context: GradientContext<Threshold>) throws(TensorError)
        -> Tensor
    {
        let upstream = context.upstream
        let isBelow = context.input().detach() .<= context.operation.threshold
        return try `where`(isBelow, upstream.scalar(0), upstream)
    }

    public static var samples: [Sample<Threshold>] {
        get throws { try Samples.each(Threshold(0.25, value: -1), in: -2...2, avoiding: [0.25]) }
    }
}

extension Tensor {
    /// Each element that exceeds `threshold`, and `value` for the others.
    public func threshold(_ threshold: Double, value: Double) -> Tensor {
        unfailing { () throws(TensorError) in try Threshold(threshold, value: value)(self) }
    }
}
