import Kernels
import RealModule

/// The larger of a and b, elementwise and broadcast; NaN wins, and where both are equal each gets half
/// of the gradient; beside NaN each gets all of it.
package struct Maximum: ElementwiseBinary, BinaryFunction {
    public static let name = "maximum"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Maximum.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { larger(a, b) }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { Swift.max(a, b) }

    public static let gradient = Gradient<Maximum>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                try share(context, index).sum(to: context.layout(of: index))
            }
        }
    })

    public static var samples: [Sample<Maximum>] {
        get throws { try Samples.pairs(Maximum(), -2...2) }
    }

    /// What input `index` gets of the upstream gradient.
    private static func share(
        _ context: GradientContext<Maximum>, _ index: Int
    ) throws(TensorError) -> Tensor {
        let own = context.input(index).detach()
        let other = context.input(1 - index).detach()
        let upstream = context.upstream
        let zero = upstream.scalar(0)
        // Beside NaN neither loses, and each gets all of it, as in PyTorch.
        let kept = try `where`(own .< other, zero, upstream)
        return try `where`(own .== other, upstream * 0.5, kept)
    }
}

/// The larger of a and b, elementwise.
///
/// - Throws: ``TensorError`` when the shapes do not broadcast.
public func maximum(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    try Maximum()(Pair(a, b))
}
