import Kernels

extension Tensor {
    /// The indices of the elements that are not 0, one row each, in C order; NaN is not 0.
    ///
    /// Shape: any → [n, axes], `int64`. `x.nonzero().unbind(dim: 1)` are index tensors, one for
    /// each axis, as PyTorch's `as_tuple=True` gives.
    ///
    /// - Throws: ``TensorError`` when there is no memory for the result.
    ///
    /// Source: PyTorch 2.13, `torch.nonzero`.
    public func nonzero() throws(TensorError) -> Tensor {
        let places = try detached(by: "nonzero").nonzeroPlaces()
        let strides = shape.contiguousStrides
        var indices: [Int64] = []
        indices.reserveCapacity(places.count * rank)
        for place in places {
            for axis in 0..<rank {
                indices.append(place / Int64(strides[axis]) % Int64(size(axis)))
            }
        }
        return try Tensor(indices, shape: [places.count, rank])
    }

    /// The places in C order of the elements that are not 0.
    func nonzeroPlaces() throws(TensorError) -> [Int64] {
        let source = try compact(operation: "nonzero")
        var places: [Int64] = []
        Index.forEachNonzero(source.body.view) { places.append(Int64($0)) }
        return withExtendedLifetime(source) { places }
    }
}
