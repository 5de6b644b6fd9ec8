import Kernels
import RealModule

/// cos x, of an angle in radians; NaN of ±∞.
package struct Cos: ElementwiseUnary {
    public static let name = "cos"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Cos.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.cos(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        -g * T.sin(x)
    }

    public static func derivative(_ context: GradientContext<Cos>) throws(TensorError) -> Tensor {
        try -(context.upstream * context.input().sin())
    }

    public static var samples: [Sample<Cos>] {
        get throws { try Samples.each(Cos(), in: -2...2) }
    }
}

extension Tensor {
    /// The cosine of each element, an angle in radians; NaN of ±∞.
    public func cos() -> Tensor { unfailing { () throws(TensorError) in try Cos()(self) } }
}
