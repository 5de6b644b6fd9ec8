import Kernels
import RealModule

/// The error function 2/√π ∫₀ˣ exp(−t²) dt.
package struct Erf: ElementwiseUnary {
    public static let name = "erf"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Erf.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.erf(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * (2 / T.pi.squareRoot()) * T.exp(-x * x)
    }

    public static func derivative(_ context: GradientContext<Erf>) throws(TensorError) -> Tensor {
        let x = context.input()
        return try context.upstream * ((-x.square()).exp() * (2 / Double.pi.squareRoot()))
    }

    public static var samples: [Sample<Erf>] {
        get throws { try Samples.each(Erf(), in: -1.5...1.5) }
    }
}

extension Tensor {
    /// The error function of each element.
    public func erf() -> Tensor {
        unfailing { () throws(TensorError) in try Erf()(self) }
    }
}
