import Kernels

/// One element for each index: result[i, j] = x[index[i, j], j] along axis 0, and likewise for
/// others.
package struct Gather: Operation {
    public static let name = "gather"
    public static let movesElements = true
    public static let saves = Saves.inputs

    /// The axis.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (x, indices) = (inputs.first, inputs.second)
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        try Self.check(x.shape, indices, axis, Self.name)
        return TensorSpec(indices.shape, x.dtype)
    }

    /// Indices must be integers with as many axes as the tensor, no longer but along `axis`.
    static func check(
        _ shape: Shape, _ indices: Tensor, _ axis: Int, _ operation: String
    ) throws(TensorError) {
        var fits = indices.dtype.isInteger && indices.rank == shape.count && shape.count > 0
        for other in 0..<shape.count where fits && other != axis {
            fits = indices.shape[other] <= shape[other]
        }
        guard fits else {
            throw TensorError(
                .shape, operation,
                expected: "integer indices with \(shape.count) dims, at most \(shape) but along "
                    + "dim \(axis)", got: "\(indices.dtype) \(indices.shape)", inputs: [indices])
        }
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: inputs.first.rank, Self.name)
        let x = try inputs.first.compact(operation: Self.name)
        let indices = try inputs.second.checkedIndices(below: x.shape[axis], Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        Index.gather(result.body.view, x.body.view, indices.body.view, axis: axis)
        return withExtendedLifetime((x, indices)) { result }
    }

    public static let gradient = Gradient<Gather>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let operation = ScatterAdd(dim: context.operation.dim, into: context.shape())
            return try operation(Pair(context.upstream, context.input(1)))
        }
    })

    public static var samples: [Sample<Gather>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample(
                    "dim 0", Gather(dim: 0), Pair(x, try Tensor([[2, 0, 0, 1], [2, 1, 0, 0]]))),
                Sample("dim 1", Gather(dim: 1), Pair(x, try Tensor([[3, 3], [0, 1], [2, 0]]))),
            ]
        }
    }
}

/// Zeros of a shape with elements added at indices: ``Gather`` backwards.
package struct ScatterAdd: Operation {
    public static let name = "scatterAdd"
    public static let saves = Saves.inputs

    /// The axis.
    public let dim: Int
    /// The shape of the result.
    public let shape: Shape

    public init(dim: Int, into shape: Shape) {
        self.dim = dim
        self.shape = shape
    }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let axis = try Axes.resolve(dim, rank: shape.count, Self.name)
        try Gather.check(shape, inputs.second, axis, Self.name)
        guard inputs.first.shape == inputs.second.shape else {
            throw TensorError(
                .shape, Self.name, expected: "an index for each element",
                got: "\(inputs.first.shape) and \(inputs.second.shape)",
                inputs: [inputs.first, inputs.second])
        }
        return TensorSpec(shape, inputs.first.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: shape.count, Self.name)
        let source = try inputs.first.compact(operation: Self.name)
        let indices = try inputs.second.checkedIndices(below: shape[axis], Self.name)
        let result = try Tensor.zeros(spec.shape, dtype: spec.dtype)
        Index.scatterAdd(result.body.view, source.body.view, indices.body.view, axis: axis)
        return withExtendedLifetime((source, indices)) { result }
    }

    public static let gradient = Gradient<ScatterAdd>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream.gather(dim: context.operation.dim, context.input(1))
        }
    })

    public static var samples: [Sample<ScatterAdd>] {
        get throws {
            let x = try Samples.values([2, 3], in: -2...2)
            return [
                Sample(
                    "dim 0", ScatterAdd(dim: 0, into: [4, 3]),
                    Pair(x, try Tensor([[2, 0, 3], [2, 1, 0]])))
            ]
        }
    }
}

extension Tensor {
    /// One element of this tensor for each index along an axis.
    ///
    /// - Throws: ``TensorError`` when the shapes do not fit or an index lies outside.
    public func gather(dim: Int, _ indices: Tensor) throws(TensorError) -> Tensor {
        try Gather(dim: dim)(Pair(self, indices))
    }
}
