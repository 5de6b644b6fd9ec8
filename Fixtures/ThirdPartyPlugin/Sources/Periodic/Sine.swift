import Autograd
import RealModule

/// sin x.
///
/// The name has the plugin's in front, since operations share one space of names.
public struct Sine: ElementwiseUnary {
    public static let name = "periodic.sin"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Sine.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _: SIMD4<Double>) -> T { .sin(x) }

    public static func pullback<T: Real>(_ g: T, x: T, y _: T, _: SIMD4<Double>) -> T {
        g * .cos(x)
    }

    public static func derivative(_ context: GradientContext<Sine>) throws(TensorError) -> Tensor {
        // cos x, as the sine that it is, so that it can be differentiated again.
        try context.upstream * Sine()(context.input() + Double.pi / 2)
    }

    public static var samples: [Sample<Sine>] {
        get throws { try Samples.each(Sine(), in: -4...4) }
    }
}

extension Tensor {
    /// The sine of each element, in radians.
    public func sin() -> Tensor {
        unfailing { () throws(TensorError) in try Sine()(self) }
    }
}
