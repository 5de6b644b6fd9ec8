import Kernels
import RealModule

/// tanh(x).
package struct Tanh: ElementwiseUnary {
    public static let name = "tanh"
    public static let saves = Saves.outputs
    public static let kernels = ElementwiseKernels(Tanh.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        T.tanh(x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        // Not 1 − y², which has lost its digits near |y| = 1.
        g * ((1 - y) * (1 + y))
    }

    public static func derivative(_ context: GradientContext<Tanh>) throws(TensorError) -> Tensor {
        try context.upstream * (1 - context.output().square())
    }

    public static var samples: [Sample<Tanh>] {
        get throws { try Samples.each(Tanh(), in: -2...2) }
    }
}

extension Tensor {
    /// tanh of each element.
    public func tanh() -> Tensor {
        unfailing { () throws(TensorError) in try Tanh()(self) }
    }
}
