extension Tensor {
    /// The elements at positions in C order; negative ones count from the end.
    ///
    /// Shape: that of `index`.
    ///
    /// - Throws: ``TensorError`` when a position lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.take`.
    public func take(_ index: Tensor) throws(TensorError) -> Tensor {
        let positions = try index.wrapped(around: count, "take")
        return try ravel().indexSelect(dim: 0, positions.ravel()).reshape(index.shape)
    }

    /// One element for each index along an axis, as ``gather(dim:_:)``, but the other axes
    /// broadcast; negative indices count from the end.
    ///
    /// Takes what `argmax(dim:keepDim: true)` and the like give.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast but along `dim`, or an index lies
    ///   outside.
    ///
    /// Source: PyTorch 2.13, `torch.take_along_dim`.
    public func takeAlongDim(_ indices: Tensor, dim: Int) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "takeAlongDim")
        guard rank == indices.rank, rank > 0 else {
            throw TensorError(
                .shape, "takeAlongDim", expected: "integer indices with \(rank) dims",
                got: "\(indices.dtype) \(indices.shape)", inputs: [self, indices])
        }
        let places = try indices.wrapped(around: shape[axis], "takeAlongDim")
        var (mine, theirs) = (shape, indices.shape)
        (mine[axis], theirs[axis]) = (1, 1)
        guard var common = mine.broadcast(with: theirs) else {
            throw TensorError(
                .shape, "takeAlongDim", expected: "shapes that broadcast but along dim \(dim)",
                got: "\(shape) and \(indices.shape)", inputs: [self, indices])
        }
        common[axis] = shape[axis]
        let source = try expand(common)
        common[axis] = indices.shape[axis]
        return try source.gather(dim: axis, places.expand(common))
    }

    /// These indices as `int64`, negative ones counted from the end of `bound` elements.
    func wrapped(around bound: Int, _ operation: String) throws(TensorError) -> Tensor {
        guard dtype.isInteger else {
            throw TensorError(
                .dtype, operation, expected: "integer indices", got: "\(dtype) \(shape)",
                inputs: [self])
        }
        let indices = toArray(as: Int64.self)
        guard indices.contains(where: { $0 < 0 || $0 >= bound }) else {
            return try to(dtype: .int64)
        }
        if let outside = indices.first(where: { $0 < -Int64(bound) || $0 >= bound }) {
            throw TensorError(
                .index, operation, expected: "indices from \(-bound) to \(bound - 1)",
                got: "\(outside)", inputs: [self])
        }
        return try Tensor(indices.map { $0 < 0 ? $0 + Int64(bound) : $0 }, shape: shape)
    }
}
