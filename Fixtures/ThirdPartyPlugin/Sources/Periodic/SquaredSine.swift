import Autograd
import RealModule

/// sin²x in one pass.
///
/// The name has the plugin's in front, since operations share one space of names.
public struct SquaredSine: ElementwiseUnary {
    public static let name = "periodic.squaredSine"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(SquaredSine.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _: SIMD4<Double>) -> T {
        let sine = T.sin(x)
        return sine * sine
    }

    public static func pullback<T: Real>(_ g: T, x: T, y _: T, _: SIMD4<Double>) -> T {
        g * .sin(2 * x)
    }

    public static func derivative(
        _ context: GradientContext<SquaredSine>
    ) throws(TensorError) -> Tensor {
        // Of the library's operations, so that it can be differentiated again.
        try context.upstream * (2 * context.input()).sin()
    }

    public static var samples: [Sample<SquaredSine>] {
        get throws { try Samples.each(SquaredSine(), in: -4...4) }
    }
}

extension Tensor {
    /// The squared sine of each element, in radians.
    public func squaredSine() -> Tensor {
        unfailing { () throws(TensorError) in try SquaredSine()(self) }
    }
}
