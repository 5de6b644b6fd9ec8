import Kernels
import RealModule

/// x²; integers wrap.
package struct Square: ElementwiseUnary, IntegerUnaryFunction {
    public static let name = "square"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(keepingIntegers: Square.self)

    public init() {}

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x * x
    }

    public static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T {
        x &* x
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * (2 * x)
    }

    public static func derivative(_ context: GradientContext<Square>) throws(TensorError) -> Tensor
    {
        try context.upstream * (context.input() * 2)
    }

    public static var samples: [Sample<Square>] {
        get throws { try Samples.each(Square(), in: -2...2) }
    }
}

extension Tensor {
    /// x² of each element; `bool` elements count as integers.
    public func square() -> Tensor {
        unfailing { () throws(TensorError) in try Square()(numeric()) }
    }
}
