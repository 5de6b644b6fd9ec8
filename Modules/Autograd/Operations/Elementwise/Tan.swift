import Kernels
import RealModule

/// sin x / cos x, of an angle in radians; NaN of ±∞.
package struct Tan: ElementwiseUnary {
    public static let name = "tan"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Tan.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.tan(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * (1 + y * y)
    }

    public static func derivative(_ context: GradientContext<Tan>) throws(TensorError) -> Tensor {
        try context.upstream * (context.output().square() + 1)
    }

    public static var samples: [Sample<Tan>] {
        get throws { try Samples.each(Tan(), in: -1.2...1.2) }
    }
}

extension Tensor {
    /// The tangent of each element, an angle in radians; NaN of ±∞.
    public func tan() -> Tensor { unfailing { () throws(TensorError) in try Tan()(self) } }
}
