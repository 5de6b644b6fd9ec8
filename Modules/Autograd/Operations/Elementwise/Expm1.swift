import Kernels
import RealModule

/// eˣ − 1, exact also where x is small.
package struct Expm1: ElementwiseUnary {
    public static let name = "expm1"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Expm1.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.expMinusOne(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * (y + 1)
    }

    public static func derivative(_ context: GradientContext<Expm1>) throws(TensorError) -> Tensor {
        try context.upstream * (context.output() + 1)
    }

    public static var samples: [Sample<Expm1>] {
        get throws { try Samples.each(Expm1(), in: -2...2) }
    }
}

extension Tensor {
    /// eˣ − 1 of each element, exact also where it is small.
    public func expm1() -> Tensor { unfailing { () throws(TensorError) in try Expm1()(self) } }
}
