import Kernels

/// x − log Σ exp(x) along an axis, computed without overflow.
package struct LogSoftmax: RowOperation {
    public static let name = "logSoftmax"
    static let kernel = Kernels.Softmax.logSoftmax
    static let gradientKernel = Kernels.Softmax.logSoftmaxGradient

    /// The axis along which numbers are logarithms of what adds up to 1.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    static func derivative(_ context: GradientContext<LogSoftmax>) throws(TensorError) -> Tensor {
        let (upstream, y) = (context.upstream, context.output())
        let dim = context.operation.dim
        return try upstream - y.exp() * upstream.sum(dim: dim, keepDim: true)
    }

    public static var samples: [Sample<LogSoftmax>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample("last dim", LogSoftmax(dim: -1), x), Sample("dim 0", LogSoftmax(dim: 0), x),
                Sample("scalar", LogSoftmax(dim: 0), try Samples.values([], in: -2...2)),
                Sample("middle", LogSoftmax(dim: 1), try Samples.values([2, 3, 2], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// x − log Σ exp(x) along an axis: the logarithm of softmax, exact where softmax is 0.
    ///
    /// A row of −∞ only, or with +∞, gives NaN.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func logSoftmax(dim: Int) throws(TensorError) -> Tensor {
        try LogSoftmax(dim: dim)(self)
    }
}
