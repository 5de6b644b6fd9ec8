import Kernels
import RealModule

/// eˣ.
package struct Exp: ElementwiseUnary {
    public static let name = "exp"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Exp.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.exp(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * y
    }

    public static func derivative(_ context: GradientContext<Exp>) throws(TensorError) -> Tensor {
        try context.upstream * context.output()
    }

    public static var samples: [Sample<Exp>] {
        get throws { try Samples.each(Exp(), in: -2...2) }
    }
}

extension Tensor {
    /// eˣ of each element.
    public func exp() -> Tensor {
        unfailing { () throws(TensorError) in try Exp()(self) }
    }
}
