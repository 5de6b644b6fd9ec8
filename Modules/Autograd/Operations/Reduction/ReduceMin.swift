import Kernels

/// The smallest element over axes; where several are equal they share the gradient evenly. NaN wins.
package struct ReduceMin: Operation {
    public static let name = "amin"
    public static let saves: Saves = [.inputs, .outputs]

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
        for axis in 0..<x.rank where marks[axis] && x.shape[axis] == 0 {
            throw TensorError(
                .shape, Self.name, expected: "at least one element to reduce", got: "\(x.shape)",
                inputs: [x])
        }
        return TensorSpec(Axes.reduced(x.shape, marks, keepDim: keepDim), x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let marks = try Axes.marks(dims, rank: x.rank, Self.name)
        if x.count == 0 { return try Tensor.empty(spec.shape, spec.dtype) }
        return try x.reduced(.min, marks, to: spec.shape, operation: Self.name)
    }

    public static let gradient = Gradient<ReduceMin>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let x = context.input()
            let marks = try Axes.marks(context.operation.dims, rank: x.rank, name)
            let result = try context.output().detach().unreduced(to: x.shape, marks)
            let winners = try (x.detach() .== result).to(dtype: x.dtype)
            let axes = marks.indices.filter { marks[$0] }
            let shares = try winners / winners.sum(dims: axes, keepDim: true)
            return try context.upstream.unreduced(to: x.shape, marks) * shares
        }
    })

    public static var samples: [Sample<ReduceMin>] {
        get throws {
            try Samples.reductions { dims, keepDim in ReduceMin(dims: dims, keepDim: keepDim) }
        }
    }
}

extension Tensor {
    /// The smallest of all elements.
    ///
    /// - Throws: ``TensorError`` when there are none.
    public func min() throws(TensorError) -> Tensor { try ReduceMin()(self) }

    /// The smallest element over several axes, over all when `dims` is empty; equal ones share the
    /// gradient.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis or there is no element.
    public func amin(dims: [Int] = [], keepDim: Bool = false) throws(TensorError) -> Tensor {
        try ReduceMin(dims: dims, keepDim: keepDim)(self)
    }

    /// The smallest element along one axis, and where it is: the first of equal ones, which alone
    /// gets the gradient.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis or it has no element.
    public func min(
        dim: Int, keepDim: Bool = false
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        guard rank > 0 else { return (self, try Tensor(scalar: 0, .int64)) }
        let indices = try argmin(dim: dim, keepDim: true)
        let values = try gather(dim: dim, indices)
        if keepDim { return (values, indices) }
        return (try values.squeeze(dim: dim), try indices.squeeze(dim: dim))
    }
}
