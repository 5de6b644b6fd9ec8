import Kernels

/// A tensor with the largest (or smallest) of its elements and those that indices send to them;
/// the gradient is shared equally by those that are equal to it.
package struct ScatterExtreme: Operation {
    public static let name = "scatterExtreme"
    public static let saves: Saves = [.inputs, .outputs]

    /// The axis.
    public let dim: Int
    /// Whether the largest is taken, else the smallest.
    public let isMaximum: Bool

    public init(dim: Int, isMaximum: Bool) {
        self.dim = dim
        self.isMaximum = isMaximum
    }

    public func infer(_ inputs: Triple) throws(TensorError) -> TensorSpec {
        try Scatter.check(inputs, dim, Self.name)
    }

    public func forward(
        _ inputs: Triple, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: spec.shape.count, Self.name)
        let source = try inputs.third.compact(operation: Self.name)
        let indices = try inputs.second.checkedIndices(below: spec.shape[axis], Self.name)
        let result = try inputs.first.copied(operation: Self.name)
        Index.scatterExtreme(
            result.body.view, source.body.view, indices.body.view, axis: axis, isMaximum: isMaximum)
        return withExtendedLifetime((source, indices)) { result }
    }

    public static let gradient = Gradient<ScatterExtreme>.rule({ context throws(TensorError) in
        let dim = context.operation.dim
        let (x, indices, source) = (
            context.input(0).detach(), context.input(1), context.input(2).detach()
        )
        let (upstream, result) = (context.upstream, context.output().detach())
        // Where x, and where which sources, are the extreme, and how many are. That is constant
        // near every point where the function is smooth.
        let isOwn = try x .== result
        let isTaken = try source .== result.gather(dim: dim, indices)
        let count = try isOwn.to(dtype: upstream.dtype).scatterAdd(
            dim: dim, indices, isTaken.to(dtype: upstream.dtype))
        let share = try upstream / count
        let zero = upstream.scalar(0)
        try context.propagate(to: 0) { () throws(TensorError) in try `where`(isOwn, share, zero) }
        try context.propagate(to: 2) { () throws(TensorError) in
            try `where`(isTaken, share.gather(dim: dim, indices), zero)
        }
    })

    public static var samples: [Sample<ScatterExtreme>] {
        get throws {
            let x = try Samples.values([3, 4], in: -1...1)
            let indices = try Tensor([[2, 0, 1, 1], [2, 1, 0, 1]])
            let source = try Samples.values([2, 4], in: -2...2, seed: 1)
            return [true, false].map {
                Sample(
                    $0 ? "largest" : "smallest", ScatterExtreme(dim: 0, isMaximum: $0),
                    Triple(x, indices, source))
            }
        }
    }
}
