import Kernels
import RealModule

/// ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function, for n from 1 on.
package struct Polygamma: ElementwiseUnary {
    public static let name = "polygamma"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(Polygamma.self)

    /// The order of the derivative.
    public let n: Int

    public init(_ n: Int) { self.n = n }

    public var parameters: SIMD4<Double> { [Double(n), 0, 0, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        Kernels.polygamma(Int(p[0]), x)
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        g * Kernels.polygamma(Int(p[0]) + 1, x)
    }

    public static func derivative(_ context: GradientContext<Polygamma>) throws(TensorError)
        -> Tensor
    {
        try context.upstream * Polygamma(context.operation.n + 1)(context.input())
    }

    public static var samples: [Sample<Polygamma>] {
        get throws {
            try Samples.each(Polygamma(1), in: 0.6...4)
                + Samples.each(Polygamma(1), in: -0.8 ... -0.2)
                + Samples.each(Polygamma(2), in: 1...4)
        }
    }
}

extension Tensor {
    /// ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function, of each element x; infinite at 0 and at
    /// negative whole numbers.
    ///
    /// - Throws: ``TensorError`` when `n` is below 0 or above 1000.
    public func polygamma(_ n: Int) throws(TensorError) -> Tensor {
        guard (0...1000).contains(n) else {
            throw TensorError(
                .value, Polygamma.name, expected: "an order from 0 to 1000", got: "\(n)",
                inputs: [self])
        }
        return n == 0 ? digamma() : try Polygamma(n)(self)
    }
}
