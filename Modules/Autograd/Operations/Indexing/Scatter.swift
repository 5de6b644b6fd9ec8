import Kernels

/// A tensor with elements of another written at indices along an axis; the last one stays where
/// there are several.
package struct Scatter: Operation {
    public static let name = "scatter"
    public static let movesElements = true
    public static let saves = Saves.inputs

    /// The axis.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    public func infer(_ inputs: Triple) throws(TensorError) -> TensorSpec {
        try Self.check(inputs, dim, Self.name)
    }

    /// Of [tensor, indices, source]: an index for each element of a source of the tensor's type.
    static func check(
        _ inputs: Triple, _ dim: Int, _ operation: String
    ) throws(TensorError) -> TensorSpec {
        let (x, indices, source) = (inputs.first, inputs.second, inputs.third)
        let axis = try Axes.resolve(dim, rank: x.rank, operation)
        try Gather.check(x.shape, indices, axis, operation)
        guard source.shape == indices.shape, source.dtype == x.dtype else {
            throw TensorError(
                .shape, operation, expected: "a source \(x.dtype) \(indices.shape)",
                got: "\(source.dtype) \(source.shape)", inputs: [x, indices, source])
        }
        return TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ inputs: Triple, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: spec.shape.count, Self.name)
        let source = try inputs.third.compact(operation: Self.name)
        let indices = try inputs.second.checkedIndices(below: spec.shape[axis], Self.name)
        let result = try inputs.first.copied(operation: Self.name)
        Index.scatter(result.body.view, source.body.view, indices.body.view, axis: axis)
        return withExtendedLifetime((source, indices)) { result }
    }

    public static let gradient = Gradient<Scatter>.rule({ context throws(TensorError) in
        let (dim, indices) = (context.operation.dim, context.input(1))
        let upstream = context.upstream
        try context.propagate(to: 0) { () throws(TensorError) in
            try upstream.scatter(dim: dim, indices, value: 0)
        }
        try context.propagate(to: 2) { () throws(TensorError) in
            // What was written over has no effect: an element counts where its own number is read
            // back.
            let own = try Tensor.arange(indices.count).reshape(indices.shape)
            let places = try Tensor.zeros(context.shape(), dtype: .int64)
            let stayed = try Scatter(dim: dim)(Triple(places, indices, own)).gather(
                dim: dim, indices)
            return try `where`(
                stayed .== own, upstream.gather(dim: dim, indices), upstream.scalar(0))
        }
    })

    public static var samples: [Sample<Scatter>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample(
                    "dim 0", Scatter(dim: 0),
                    Triple(
                        x, try Tensor([[2, 0, 1, 1], [0, 1, 0, 2]]),
                        try Samples.values([2, 4], in: -2...2, seed: 1))),
                Sample(
                    "some twice", Scatter(dim: -1),
                    Triple(
                        x, try Tensor([[3, 3, 0], [1, 1, 1]]),
                        try Samples.values([2, 3], in: -2...2, seed: 2))),
            ]
        }
    }
}

extension Tensor {
    /// This tensor with elements of `source` written at indices along an axis:
    /// result[index[i, j], j] = source[i, j] along axis 0, and likewise for others.
    ///
    /// Of several elements for one place the last in C order stays, and alone gets a gradient.
    ///
    /// - Parameters:
    ///   - index: Integers with as many axes as the tensor, no longer than it but along `dim`.
    ///   - source: At least as long as `index` along each axis.
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.scatter`.
    public func scatter(
        dim: Int, _ index: Tensor, _ source: Tensor
    ) throws(TensorError) -> Tensor {
        try Scatter(dim: dim)(Triple(self, index, source.prefix(index.shape, Scatter.name)))
    }

    /// This tensor with a number written at indices along an axis.
    ///
    /// - Throws: ``TensorError`` when shapes do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.scatter`.
    public func scatter(dim: Int, _ index: Tensor, value: Double) throws(TensorError) -> Tensor {
        let source = try Tensor.full([], value, dtype: dtype).expand(index.shape)
        return try Scatter(dim: dim)(Triple(self, index, source))
    }

    /// The first elements along each axis, as many as `shape` says.
    func prefix(_ shape: Shape, _ operation: String) throws(TensorError) -> Tensor {
        if self.shape == shape { return self }
        guard rank == shape.count, zip(shape, self.shape).allSatisfy({ $0 <= $1 }) else {
            throw TensorError(
                .shape, operation, expected: "a source of at least \(shape)", got: "\(self.shape)",
                inputs: [self])
        }
        return try Slice(shape.map { Slice.Span(start: 0, count: $0) })(self)
    }
}
