import Kernels
import RealModule

/// sin x, of an angle in radians; NaN of ±∞.
package struct Sin: ElementwiseUnary {
    public static let name = "sin"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Sin.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.sin(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * T.cos(x)
    }

    public static func derivative(_ context: GradientContext<Sin>) throws(TensorError) -> Tensor {
        try context.upstream * context.input().cos()
    }

    public static var samples: [Sample<Sin>] {
        get throws { try Samples.each(Sin(), in: -2...2) }
    }
}

extension Tensor {
    /// The sine of each element, an angle in radians; NaN of ±∞.
    public func sin() -> Tensor { unfailing { () throws(TensorError) in try Sin()(self) } }
}
