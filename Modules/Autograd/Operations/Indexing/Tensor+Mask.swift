import Kernels

extension Tensor {
    /// mask ? value : x, elementwise and broadcast, in this tensor's type.
    ///
    /// - Throws: ``TensorError`` when the mask is not `bool` or the shapes do not broadcast.
    ///
    /// Source: PyTorch 2.13, `torch.masked_fill`.
    public func maskedFill(_ mask: Tensor, _ value: Double) throws(TensorError) -> Tensor {
        try requireMask(mask, "maskedFill")
        return try `where`(mask, Tensor.full([], value, dtype: dtype), self)
    }

    /// mask ? value : x for a value that is a tensor without axes, which gets a gradient.
    ///
    /// - Throws: ``TensorError`` when the mask is not `bool`, the shapes do not broadcast, or the
    ///   value is not one number.
    ///
    /// Source: PyTorch 2.13, `torch.masked_fill`.
    public func maskedFill(_ mask: Tensor, _ value: Tensor) throws(TensorError) -> Tensor {
        try requireMask(mask, "maskedFill")
        guard value.rank == 0 else {
            throw TensorError(
                .shape, "maskedFill", expected: "a value of shape []", got: "\(value.shape)",
                hint: "Use where(_:_:_:) for more.", inputs: [self, mask, value])
        }
        return try `where`(mask, value.to(dtype: dtype), self)
    }

    /// The elements where a mask is true, in C order; mask and tensor broadcast.
    ///
    /// Shape: a list, as long as the mask has true elements.
    ///
    /// - Throws: ``TensorError`` when the mask is not `bool` or the shapes do not broadcast.
    ///
    /// Source: PyTorch 2.13, `torch.masked_select`.
    public func maskedSelect(_ mask: Tensor) throws(TensorError) -> Tensor {
        let common = try requireMask(mask, "maskedSelect")
        let places = try mask.expand(common).nonzeroPlaces()
        return try expand(common).ravel().indexSelect(
            dim: 0, Tensor(places, shape: [places.count]))
    }

    /// This tensor with elements of `source`, in C order, where a mask is true; mask and tensor
    /// broadcast.
    ///
    /// - Parameter source: At least as many elements as the mask has true ones, of the same type.
    /// - Throws: ``TensorError`` when the mask is not `bool`, the shapes do not broadcast, or the
    ///   source has too few elements.
    ///
    /// Source: PyTorch 2.13, `torch.masked_scatter`.
    public func maskedScatter(_ mask: Tensor, _ source: Tensor) throws(TensorError) -> Tensor {
        let common = try requireMask(mask, "maskedScatter")
        let places = try mask.expand(common).nonzeroPlaces()
        guard source.count >= places.count, source.dtype == dtype else {
            throw TensorError(
                .shape, "maskedScatter", expected: "a source of at least \(places.count) \(dtype)",
                got: "\(source.dtype) \(source.shape)", inputs: [self, mask, source])
        }
        let index = try Tensor(places, shape: [places.count])
        let values = try source.ravel().narrow(dim: 0, start: 0, length: places.count)
        return try expand(common).ravel().indexCopy(dim: 0, index, values).reshape(common)
    }

    /// What a mask and this tensor broadcast to.
    @discardableResult
    private func requireMask(_ mask: Tensor, _ operation: String) throws(TensorError) -> Shape {
        guard mask.dtype == .bool, let common = shape.broadcast(with: mask.shape) else {
            throw TensorError(
                .shape, operation, expected: "a bool mask that broadcasts with \(shape)",
                got: "\(mask.dtype) \(mask.shape)", hint: "Compare, for example x .> 0.",
                inputs: [self, mask])
        }
        return common
    }
}
