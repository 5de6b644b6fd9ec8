import Kernels
import RealModule

/// The smaller of a and b, elementwise and broadcast; NaN wins, and where both are equal each gets half
/// of the gradient; beside NaN each gets all of it.
package struct Minimum: ElementwiseBinary, BinaryFunction {
    public static let name = "minimum"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Minimum.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { smaller(a, b) }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { Swift.min(a, b) }

    public static let gradient = Gradient<Minimum>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                try share(context, index).sum(to: context.layout(of: index))
            }
        }
    })

    public static var samples: [Sample<Minimum>] {
        get throws { try Samples.pairs(Minimum(), -2...2) }
    }

    /// What input `index` gets of the upstream gradient.
    private static func share(
        _ context: GradientContext<Minimum>, _ index: Int
    ) throws(TensorError) -> Tensor {
        let own = context.input(index).detach()
        let other = context.input(1 - index).detach()
        let upstream = context.upstream
        let zero = upstream.scalar(0)
        // Beside NaN neither loses, and each gets all of it, as in PyTorch.
        let kept = try `where`(own .> other, zero, upstream)
        return try `where`(own .== other, upstream * 0.5, kept)
    }
}

/// The smaller of a and b, elementwise.
///
/// - Throws: ``TensorError`` when the shapes do not broadcast.
public func minimum(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    try Minimum()(Pair(a, b))
}
