import Kernels

/// The sum over axes; integers and `bool` add up as `int64`. The sum of nothing is 0.
package struct Sum: Operation {
    public static let name = "sum"

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
        let dtype = x.dtype.isFloatingPoint ? x.dtype : .int64
        return TensorSpec(Axes.reduced(x.shape, marks, keepDim: keepDim), dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        if x.count == 0 { return try Tensor.zeros(spec.shape, dtype: spec.dtype) }
        let marks = try Axes.marks(dims, rank: x.rank, Self.name)
        return try x.to(spec.dtype).reduced(.sum, marks, to: spec.shape, operation: Self.name)
    }

    public static let gradient = Gradient<Sum>.rule(
        { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let marks = try Axes.marks(
                    context.operation.dims, rank: context.shape().count, name)
                return try context.upstream.unreduced(to: context.shape(), marks)
            }
        },
        fused: { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try context.repeatedUpstream(over: context.operation.dims, dividedBy: 1)
            }
        })

    public static var samples: [Sample<Sum>] {
        get throws {
            try Samples.reductions { dims, keepDim in Sum(dims: dims, keepDim: keepDim) }
        }
    }
}

extension Tensor {
    /// The sum of all elements.
    public func sum() -> Tensor { unfailing { () throws(TensorError) in try Sum()(self) } }

    /// The sum along one axis.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func sum(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try Sum(dims: [dim], keepDim: keepDim)(self)
    }

    /// The sum over several axes; over all when `dims` is empty.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func sum(dims: [Int], keepDim: Bool = false) throws(TensorError) -> Tensor {
        try Sum(dims: dims, keepDim: keepDim)(self)
    }
}
