import Kernels
import RealModule

/// 2ˣ.
package struct Exp2: ElementwiseUnary {
    public static let name = "exp2"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Exp2.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.exp2(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * y * number(Log2.logarithmOf2)
    }

    public static func derivative(_ context: GradientContext<Exp2>) throws(TensorError) -> Tensor {
        try context.upstream * (context.output() * Log2.logarithmOf2)
    }

    public static var samples: [Sample<Exp2>] {
        get throws { try Samples.each(Exp2(), in: -2...2) }
    }
}

extension Tensor {
    /// 2ˣ of each element.
    public func exp2() -> Tensor { unfailing { () throws(TensorError) in try Exp2()(self) } }
}
