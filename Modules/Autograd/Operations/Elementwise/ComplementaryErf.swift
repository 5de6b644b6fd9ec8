import Kernels
import RealModule

/// 1 − erf x = 2/√π ∫ₓ^∞ exp(−t²) dt, exact also where it is small.
package struct ComplementaryErf: ElementwiseUnary {
    public static let name = "erfc"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(ComplementaryErf.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.erfc(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        -g * (2 / T.pi.squareRoot()) * T.exp(-x * x)
    }

    public static func derivative(_ context: GradientContext<ComplementaryErf>) throws(TensorError)
        -> Tensor
    {
        let x = context.input()
        return try context.upstream * ((-x.square()).exp() * (-2 / Double.pi.squareRoot()))
    }

    public static var samples: [Sample<ComplementaryErf>] {
        get throws { try Samples.each(ComplementaryErf(), in: -1.5...1.5) }
    }
}

extension Tensor {
    /// 1 − erf x of each element, exact also where it is small.
    public func erfc() -> Tensor {
        unfailing { () throws(TensorError) in try ComplementaryErf()(self) }
    }
}
