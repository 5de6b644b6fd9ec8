import Kernels

/// exp(x) / Σ exp(x) along an axis, computed without overflow.
package struct Softmax: RowOperation {
    public static let name = "softmax"
    static let kernel = Kernels.Softmax.softmax
    static let gradientKernel = Kernels.Softmax.softmaxGradient

    /// The axis along which numbers add up to 1.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    static func derivative(_ context: GradientContext<Softmax>) throws(TensorError) -> Tensor {
        let (upstream, y) = (context.upstream, context.output())
        let dim = context.operation.dim
        return try y * (upstream - (upstream * y).sum(dim: dim, keepDim: true))
    }

    public static var samples: [Sample<Softmax>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample("last dim", Softmax(dim: -1), x), Sample("dim 0", Softmax(dim: 0), x),
                Sample("scalar", Softmax(dim: 0), try Samples.values([], in: -2...2)),
                Sample("middle", Softmax(dim: 1), try Samples.values([2, 3, 2], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// exp(x) / Σ exp(x) along an axis: positive numbers that add up to 1.
    ///
    /// A row of −∞ only, or with +∞, gives NaN.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func softmax(dim: Int) throws(TensorError) -> Tensor { try Softmax(dim: dim)(self) }
}
