import Kernels
import RealModule

/// The angle in 0…π whose cosine is x; NaN beyond ±1, where the gradient is −∞.
package struct Acos: ElementwiseUnary {
    public static let name = "acos"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Acos.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.acos(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        -g / ((1 - x) * (1 + x)).squareRoot()
    }

    public static func derivative(_ context: GradientContext<Acos>) throws(TensorError) -> Tensor {
        let x = context.input()
        return try -context.upstream / ((1 - x) * (1 + x)).sqrt()
    }

    public static var samples: [Sample<Acos>] {
        get throws { try Samples.each(Acos(), in: -0.8...0.8) }
    }
}

extension Tensor {
    /// The angle in 0…π whose cosine each element is; NaN beyond ±1.
    public func acos() -> Tensor { unfailing { () throws(TensorError) in try Acos()(self) } }
}
