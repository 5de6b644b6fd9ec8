extension Tensor {
    /// Whether any element is other than 0, as `bool`; false of nothing.
    public func any() -> Tensor { unfailing { () throws(TensorError) in try any(dims: []) } }

    /// Whether any element along an axis is other than 0, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func any(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try any(dims: [dim], keepDim: keepDim)
    }

    /// Whether any element over several axes is other than 0, as `bool`; over all when `dims` is
    /// empty.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func any(dims: [Int], keepDim: Bool = false) throws(TensorError) -> Tensor {
        // The largest of false and true.
        if let result = try ofNothing(dims, keepDim, "any", false) { return result }
        return try isTrue.amax(dims: dims, keepDim: keepDim)
    }

    /// Whether all elements are other than 0, as `bool`; true of nothing.
    public func all() -> Tensor { unfailing { () throws(TensorError) in try all(dims: []) } }

    /// Whether all elements along an axis are other than 0, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func all(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try all(dims: [dim], keepDim: keepDim)
    }

    /// Whether all elements over several axes are other than 0, as `bool`; over all when `dims` is
    /// empty.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func all(dims: [Int], keepDim: Bool = false) throws(TensorError) -> Tensor {
        if let result = try ofNothing(dims, keepDim, "all", true) { return result }
        return try isTrue.amin(dims: dims, keepDim: keepDim)
    }

    /// How many elements are other than 0 (NaN is), over axes or over all when `dims` is empty, as
    /// `int64`.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func countNonzero(dims: [Int] = []) throws(TensorError) -> Tensor {
        try isTrue.sum(dims: dims)
    }

    /// The result for no elements, nil where there are some.
    private func ofNothing(
        _ dims: [Int], _ keepDim: Bool, _ operation: String, _ result: Bool
    ) throws(TensorError) -> Tensor? {
        let marks = try Axes.marks(dims, rank: rank, operation)
        guard count == 0 else { return nil }
        return try .full(
            Axes.reduced(shape, marks, keepDim: keepDim), result ? 1 : 0, dtype: .bool)
    }
}
