import Kernels

/// The mean over axes; integers and `bool` give `float32`. The mean of nothing is NaN.
package struct Mean: Operation {
    public static let name = "mean"

    /// The axes, nil for all.
    public let dims: [Int]?
    /// Whether reduced axes stay with size 1.
    public let keepDim: Bool

    public init(dims: [Int]? = nil, keepDim: Bool = false) {
        self.dims = dims
        self.keepDim = keepDim
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let marks = try Axes.marks(dims, rank: x.rank, Self.name)
        return TensorSpec(Axes.reduced(x.shape, marks, keepDim: keepDim), x.dtype.floating)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        if x.count == 0 { return try Tensor.full(spec.shape, .nan, dtype: spec.dtype) }
        let marks = try Axes.marks(dims, rank: x.rank, Self.name)
        let sum = try x.to(spec.dtype).reduced(.sum, marks, to: spec.shape, operation: Self.name)
        Scale.divide(sum.body.view, by: Double(x.count / max(spec.layout.count, 1)))
        return sum
    }

    public static let gradient = Gradient<Mean>.rule(
        { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let marks = try Axes.marks(
                    context.operation.dims, rank: context.shape().count, name)
                let upstream = context.upstream
                // At least 1: of nothing there is nothing to divide, and 0/0 would come back as NaN.
                let length = max(context.shape().elementCount / max(upstream.count, 1), 1)
                return try (upstream / length).unreduced(to: context.shape(), marks)
            }
        },
        fused: { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let count = context.spec(of: 0).layout.count
                let length = max(count / max(context.upstream.count, 1), 1)
                return try context.repeatedUpstream(
                    over: context.operation.dims, dividedBy: length)
            }
        })

    public static var samples: [Sample<Mean>] {
        get throws {
            try Samples.reductions { dims, keepDim in Mean(dims: dims, keepDim: keepDim) }
        }
    }
}

extension Tensor {
    /// The mean of all elements.
    public func mean() -> Tensor { unfailing { () throws(TensorError) in try Mean()(self) } }

    /// The mean along one axis.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func mean(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try Mean(dims: [dim], keepDim: keepDim)(self)
    }

    /// The mean over several axes; over all when `dims` is empty.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func mean(dims: [Int], keepDim: Bool = false) throws(TensorError) -> Tensor {
        try Mean(dims: dims, keepDim: keepDim)(self)
    }
}
