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
    /// The part is read from the elements' own positions, so that it is the one that a subscript
    /// reads.
    func written(
        _ entries: [TensorIndex], _ values: Tensor, accumulate: Bool, operation: String
    ) throws(TensorError) -> Tensor {
        let places = try Tensor.arange(count).reshape(shape).part(entries, operation)
        guard values.shape.broadcast(with: places.shape) == places.shape, values.dtype == dtype
        else {
            throw TensorError(
                .shape, operation, expected: "\(dtype) values that broadcast to \(places.shape)",
                got: "\(values.dtype) \(values.shape)", inputs: [self, values])
        }
        let source = try values.expand(places.shape).ravel()
        let flat = ravel()
        let index = places.ravel()
        return try
            (accumulate
            ? flat.indexAdd(dim: 0, index, source) : flat.indexCopy(dim: 0, index, source))
            .reshape(shape)
    }
}
