extension Tensor {
    /// This tensor with `values`, broadcast, written at the places that index tensors name:
    /// result[i[k], j[k]] = values[k].
    ///
    /// - Parameters:
    ///   - indices: For each of the first axes, integers (negative ones count from the end) that
    ///     broadcast together; or one `bool` tensor in place of the axes that it spans.
    ///   - accumulate: Whether values are added to what is there, repeated places once for each;
    ///     else the last value for a place stays.
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.index_put`.
    public func indexPut(
        _ indices: [Tensor], _ values: Tensor, accumulate: Bool = false
    ) throws(TensorError) -> Tensor {
        try written(
            indices.map { .tensor($0) }, values, accumulate: accumulate, operation: "indexPut")
    }

    /// This tensor with `values`, broadcast, in a part that index tensors name, or added there.
    ///
    /// Rows are written as such. Any other part is read from the elements' own positions, so that it
    /// is the one that a subscript reads.
    func written(
        _ entries: [TensorIndex], _ values: Tensor, accumulate: Bool, operation: String
    ) throws(TensorError) -> Tensor {
        if entries.count == 1, case .tensor(let index) = entries[0], index.dtype.isInteger,
            rank > 0
        {
            let rows = try index.wrapped(around: shape[0], operation).ravel()
            let rest = shape.dropFirst()
            let source = try source(values, Shape(Array(index.shape) + rest), operation)
                .reshape(Shape([rows.count] + rest))
            return try written(rows, source, accumulate: accumulate)
        }
        let places = try Tensor.arange(0, count).reshape(shape).part(entries, operation)
        let source = try source(values, places.shape, operation).ravel()
        return try ravel().written(places.ravel(), source, accumulate: accumulate).reshape(shape)
    }

    /// Values for each element of a part.
    private func source(
        _ values: Tensor, _ part: Shape, _ operation: String
    ) throws(TensorError) -> Tensor {
        guard values.shape.broadcast(with: part) == part, values.dtype == dtype else {
            throw TensorError(
                .shape, operation, expected: "\(dtype) values that broadcast to \(part)",
                got: "\(values.dtype) \(values.shape)", inputs: [self, values])
        }
        return try values.expand(part)
    }

    private func written(
        _ index: Tensor, _ source: Tensor, accumulate: Bool
    ) throws(TensorError) -> Tensor {
        accumulate
            ? try indexAdd(dim: 0, index, source) : try indexCopy(dim: 0, index, source)
    }
}
