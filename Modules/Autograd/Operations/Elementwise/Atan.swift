import Kernels
import RealModule

/// The angle in −π/2…π/2 whose tangent is x.
package struct Atan: ElementwiseUnary {
    public static let name = "atan"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Atan.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.atan(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g / (1 + x * x)
    }

    public static func derivative(_ context: GradientContext<Atan>) throws(TensorError) -> Tensor {
        try context.upstream / (context.input().square() + 1)
    }

    public static var samples: [Sample<Atan>] {
        get throws { try Samples.each(Atan(), in: -2...2) }
    }
}

extension Tensor {
    /// The angle in −π/2…π/2 whose tangent each element is.
    public func atan() -> Tensor { unfailing { () throws(TensorError) in try Atan()(self) } }
}
