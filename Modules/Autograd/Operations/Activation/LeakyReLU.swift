import Kernels
import RealModule

/// x above 0, slope · x below; the gradient at 0 is the slope.
package struct LeakyReLU: ElementwiseUnary {
    public static let name = "leakyRelu"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(LeakyReLU.self)

    /// The slope below 0.
    public let negativeSlope: Double

    public init(_ negativeSlope: Double = 0.01) { self.negativeSlope = negativeSlope }

    public var parameters: SIMD4<Double> { [negativeSlope, 0, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x > 0 ? x : x * number(p[0])
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x > 0 ? g : g * number(p[0])
    }

    public static func derivative(_ context: GradientContext<LeakyReLU>) throws(TensorError)
        -> Tensor
    {
        let upstream = context.upstream
        return try `where`(
            context.input().detach() .> 0, upstream, upstream * context.operation.negativeSlope)
    }

    public static var samples: [Sample<LeakyReLU>] {
        get throws { try Samples.each(LeakyReLU(0.1), in: -2...2, avoiding: [0]) }
    }
}

extension Tensor {
    /// x above 0 and `negativeSlope` · x below, of each element.
    public func leakyRelu(_ negativeSlope: Double = 0.01) -> Tensor {
        unfailing { () throws(TensorError) in try LeakyReLU(negativeSlope)(self) }
    }
}
