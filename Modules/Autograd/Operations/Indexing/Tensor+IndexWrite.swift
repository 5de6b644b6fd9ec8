extension Tensor {
    /// This tensor with the rows (or columns, …) of `source` times `alpha` added at indices along
    /// an axis; a repeated index adds up.
    ///
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.index_add`.
    public func indexAdd(
        dim: Int, _ index: Tensor, _ source: Tensor, alpha: Double = 1
    ) throws(TensorError) -> Tensor {
        guard source.dtype == dtype, dtype != .bool else {
            throw TensorError(
                .dtype, "indexAdd", expected: "numbers of one type",
                got: "\(dtype) and \(source.dtype)", hint: "Convert with to(dtype:).",
                inputs: [self, source])
        }
        let (index, _) = try rows(dim, index, source, "indexAdd")
        let sums = try IndexAdd(dim: dim, into: shape)(Pair(source, index))
        // Small integers are added up in a larger type.
        return try self + (alpha == 1 ? sums : sums * alpha).to(dtype: dtype)
    }

    /// This tensor with the rows (or columns, …) of `source` written at indices along an axis; of
    /// several for one index the last stays.
    ///
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.index_copy`.
    public func indexCopy(
        dim: Int, _ index: Tensor, _ source: Tensor
    ) throws(TensorError) -> Tensor {
        let (index, axis) = try rows(dim, index, source, "indexCopy")
        var single = Shape(repeating: 1, count: rank)
        single[axis] = index.count
        return try scatter(dim: axis, index.reshape(single).expand(source.shape), source)
    }

    /// This tensor with a number in the rows (or columns, …) at indices along an axis.
    ///
    /// - Throws: ``TensorError`` when `index` is no list of integers, or one lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.index_fill`.
    public func indexFill(
        dim: Int, _ index: Tensor, value: Double
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "indexFill")
        guard rank > 0, index.rank <= 1, index.dtype.isInteger else {
            throw .indexList("indexFill", self, index)
        }
        let indices = try index.ravel().checkedIndices(below: shape[axis], "indexFill")
        var single = Shape(repeating: 1, count: rank)
        single[axis] = shape[axis]
        let mask = try Tensor.zeros([shape[axis]], dtype: .bool).scatter(
            dim: 0, indices, value: 1)
        return try maskedFill(mask.reshape(single), value)
    }

    /// The index as a list and the axis, where there is an index for each part of the source.
    private func rows(
        _ dim: Int, _ index: Tensor, _ source: Tensor, _ operation: String
    ) throws(TensorError) -> (index: Tensor, axis: Int) {
        let axis = try Axes.resolve(dim, rank: rank, operation)
        guard rank > 0, index.rank <= 1, index.dtype.isInteger else {
            throw .indexList(operation, self, index)
        }
        var expected = shape
        expected[axis] = index.count
        guard source.shape == expected else {
            throw TensorError(
                .shape, operation, expected: "a source \(expected), with a part for each index",
                got: "\(source.shape)", inputs: [self, index, source])
        }
        return (index.ravel(), axis)
    }
}

extension TensorError {
    /// The error of what is no list of indices, or of a tensor without axes.
    static func indexList(_ operation: String, _ x: Tensor, _ index: Tensor) -> TensorError {
        TensorError(
            .dtype, operation, expected: "a tensor with dims and a list of integers",
            got: "\(x.shape), and \(index.dtype) \(index.shape)", inputs: [x, index])
    }
}
