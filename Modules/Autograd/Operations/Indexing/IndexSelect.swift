import Kernels

/// Rows (or columns, …) picked by index along an axis; a repeated index gets the sum of its
/// gradients.
package struct IndexSelect: Operation {
    public static let name = "indexSelect"
    public static let movesElements = true
    public static let saves = Saves.inputs

    /// The axis.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (x, indices) = (inputs.first, inputs.second)
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        guard x.rank > 0, indices.rank == 1, indices.dtype.isInteger else {
            throw TensorError(
                .dtype, Self.name, expected: "a tensor with dims and a list of integers",
                got: "\(x.shape), and \(indices.dtype) \(indices.shape)", inputs: [x, indices])
        }
        var shape = x.shape
        shape[axis] = indices.count
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: inputs.first.rank, Self.name)
        let x = try inputs.first.compact(operation: Self.name)
        let indices = try inputs.second.checkedIndices(below: x.shape[axis], Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        Index.select(result.body.view, x.body.view, indices.body.view, axis: axis)
        return withExtendedLifetime((x, indices)) { result }
    }

    public static let gradient = Gradient<IndexSelect>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let operation = IndexAdd(dim: context.operation.dim, into: context.shape())
            return try operation(Pair(context.upstream, context.input(1)))
        }
    })

    public static var samples: [Sample<IndexSelect>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample("rows", IndexSelect(dim: 0), Pair(x, try Tensor([2, 0, 2]))),
                Sample("columns", IndexSelect(dim: -1), Pair(x, try Tensor([1, 3]))),
            ]
        }
    }
}

/// Zeros of a shape with rows (or columns, …) added at indices: ``IndexSelect`` backwards.
package struct IndexAdd: Operation {
    public static let name = "indexAdd"
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
        var expected = shape
        if shape.count > 0 { expected[axis] = inputs.second.count }
        guard inputs.first.shape == expected, inputs.second.dtype.isInteger else {
            throw TensorError(
                .shape, Self.name, expected: "\(expected) and integers",
                got: "\(inputs.first.shape) and \(inputs.second.dtype)",
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
        Index.add(result.body.view, source.body.view, indices.body.view, axis: axis)
        return withExtendedLifetime((source, indices)) { result }
    }

    public static let gradient = Gradient<IndexAdd>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream.indexSelect(dim: context.operation.dim, context.input(1))
        }
    })

    public static var samples: [Sample<IndexAdd>] {
        get throws {
            let x = try Samples.values([3, 2], in: -2...2)
            return [
                Sample("rows", IndexAdd(dim: 0, into: [4, 2]), Pair(x, try Tensor([3, 1, 3])))
            ]
        }
    }
}

extension Tensor {
    /// The parts of this tensor at `indices` along an axis.
    ///
    /// - Parameter indices: A list of integers from 0 to the axis' size less one.
    /// - Throws: ``TensorError`` when an index lies outside.
    public func indexSelect(dim: Int, _ indices: Tensor) throws(TensorError) -> Tensor {
        try IndexSelect(dim: dim)(Pair(self, indices))
    }

    /// These indices as contiguous `int64`, each in `0..<bound`.
    package func checkedIndices(below bound: Int, _ operation: String) throws(TensorError) -> Tensor
    {
        let indices = try to(DType.int64).compact(operation: operation)
        if let outside = Index.firstOutside(indices.body.view, bound: bound) {
            throw TensorError(
                .index, operation, expected: "indices from 0 to \(bound - 1)", got: "\(outside)",
                inputs: [self])
        }
        return indices
    }
}
