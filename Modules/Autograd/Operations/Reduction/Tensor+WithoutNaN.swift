extension Tensor {
    /// The sum of the elements other than NaN, over all or the given axes; NaN gets the gradient 0.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func nanSum(dims: [Int] = [], keepDim: Bool = false) throws(TensorError) -> Tensor {
        try `where`(isNaN(), scalar(0), self).sum(dims: dims, keepDim: keepDim)
    }

    /// The mean of the elements other than NaN, over all or the given axes; NaN where there are none.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func nanMean(dims: [Int] = [], keepDim: Bool = false) throws(TensorError) -> Tensor {
        let x = try dtype.isFloatingPoint ? self : to(dtype: .float32)
        let count = try x.isNaN().logicalNot().sum(dims: dims, keepDim: keepDim)
        return try x.nanSum(dims: dims, keepDim: keepDim) / count.to(dtype: x.dtype)
    }

    /// The smallest and the largest of all elements or over the given axes; equal ones share the
    /// gradient, and NaN wins.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis or there is no element.
    public func aminmax(
        dims: [Int] = [], keepDim: Bool = false
    ) throws(TensorError) -> (min: Tensor, max: Tensor) {
        (try amin(dims: dims, keepDim: keepDim), try amax(dims: dims, keepDim: keepDim))
    }
}
