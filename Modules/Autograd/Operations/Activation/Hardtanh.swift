import Kernels
import RealModule

/// min(max(x, minVal), maxVal); unlike ``Clamp``'s, the gradient at the bounds is 0. NaN stays NaN
/// with gradient 0.
package struct Hardtanh: ElementwiseUnary {
    public static let name = "hardtanh"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Hardtanh.self)

    /// The least value.
    public let minVal: Double
    /// The greatest value.
    public let maxVal: Double

    public init(minVal: Double = -1, maxVal: Double = 1) {
        self.minVal = minVal
        self.maxVal = maxVal
    }

    public var parameters: SIMD4<Double> { [minVal, maxVal, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x < number(p[0]) ? number(p[0]) : x > number(p[1]) ? number(p[1]) : x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x > number(p[0]) && x < number(p[1]) ? g : 0
    }

    public static func derivative(_ context: GradientContext<Hardtanh>) throws(TensorError)
        -> Tensor
    {
        let (x, upstream) = (context.input().detach(), context.upstream)
        let (low, high) = (context.operation.minVal, context.operation.maxVal)
        return try `where`((x .> low) * (x .< high), upstream, upstream.scalar(0))
    }

    public static var samples: [Sample<Hardtanh>] {
        get throws { try Samples.each(Hardtanh(), in: -2...2, avoiding: [-1, 1]) }
    }
}

extension Tensor {
    /// Each element moved into `minVal...maxVal`, with the gradient 0 at and beyond the bounds.
    ///
    /// - Throws: ``TensorError`` when `minVal` is greater than `maxVal`, or either is NaN.
    public func hardtanh(minVal: Double = -1, maxVal: Double = 1) throws(TensorError) -> Tensor {
        guard minVal <= maxVal else {
            throw TensorError(
                .value, Hardtanh.name, expected: "minVal at most maxVal",
                got: "\(minVal) and \(maxVal)")
        }
        return try Hardtanh(minVal: minVal, maxVal: maxVal)(self)
    }

    /// min(max(x, 0), 6) of each element.
    public func relu6() -> Tensor {
        unfailing { () throws(TensorError) in try Hardtanh(minVal: 0, maxVal: 6)(self) }
    }
}
