import Kernels
import RealModule

/// log(1 + e^(βx)) / β, and x itself where βx exceeds a threshold.
///
/// Source: Dugas, Bengio, Bélisle, Nadeau and Garcia 2001, "Incorporating second-order functional
/// knowledge for better option pricing", section 2.1.
package struct Softplus: ElementwiseUnary {
    public static let name = "softplus"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Softplus.self)

    /// β: how sharp the bend is.
    public let beta: Double
    /// Above which βx the function is taken to be x.
    public let threshold: Double

    public init(beta: Double = 1, threshold: Double = 20) {
        self.beta = beta
        self.threshold = threshold
    }

    public var parameters: SIMD4<Double> { [beta, threshold, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        let u = x * number(p[0])
        if u > number(p[1]) { return x }
        // log(1 + eᵘ) = max(u, 0) + log(1 + e^−|u|), without overflow whatever the threshold is.
        return ((u > 0 ? u : 0) + T.log(onePlus: T.exp(-u.magnitude))) / number(p[0])
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        let u = x * number(p[0])
        return u > number(p[1]) ? g : g * logistic(u)
    }

    public static func derivative(_ context: GradientContext<Softplus>) throws(TensorError)
        -> Tensor
    {
        let (operation, upstream) = (context.operation, context.upstream)
        let u = context.input() * operation.beta
        return try `where`(u.detach() .> operation.threshold, upstream, upstream * u.sigmoid())
    }

    public static var samples: [Sample<Softplus>] {
        get throws {
            try Samples.each(Softplus(), in: -2...2)
                + Samples.each(Softplus(beta: 2, threshold: 1.5), in: -2...2, avoiding: [0.75])
        }
    }
}

extension Tensor {
    /// log(1 + e^(βx)) / β of each element, a smooth max(x, 0); x itself where βx exceeds `threshold`.
    public func softplus(beta: Double = 1, threshold: Double = 20) -> Tensor {
        unfailing { () throws(TensorError) in try Softplus(beta: beta, threshold: threshold)(self) }
    }
}
