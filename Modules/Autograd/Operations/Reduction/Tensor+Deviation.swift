extension Tensor {
    /// The root of the variance, over all elements or the given axes; where they are all equal it is
    /// 0, with gradient 0.
    ///
    /// - Parameter correction: Taken from the count that is divided by; see
    ///   ``var(dims:correction:keepDim:)``. With no more elements than that the result is NaN or ∞.
    /// - Throws: ``TensorError`` when the tensor does not have an axis.
    public func std(
        dims: [Int] = [], correction: Double = 1, keepDim: Bool = false
    ) throws(TensorError) -> Tensor {
        // Variances of half precision overflow above deviations of 255.
        try widened().var(dims: dims, correction: correction, keepDim: keepDim).rootOrZero()
            .to(dtype: dtype.floating)
    }

    /// The variance and the mean, over all elements or the given axes.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis.
    public func varMean(
        dims: [Int] = [], correction: Double = 1, keepDim: Bool = false
    ) throws(TensorError) -> (variance: Tensor, mean: Tensor) {
        (
            try `var`(dims: dims, correction: correction, keepDim: keepDim),
            try mean(dims: dims, keepDim: keepDim)
        )
    }

    /// The standard deviation and the mean, over all elements or the given axes.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis.
    public func stdMean(
        dims: [Int] = [], correction: Double = 1, keepDim: Bool = false
    ) throws(TensorError) -> (deviation: Tensor, mean: Tensor) {
        (
            try std(dims: dims, correction: correction, keepDim: keepDim),
            try mean(dims: dims, keepDim: keepDim)
        )
    }

    /// √x of each element, with gradient 0 where x is 0.
    func rootOrZero() throws(TensorError) -> Tensor {
        // 1 takes the place of 0 inside the root, too: else its gradient there would be 0 · ∞.
        let isZero = detach() .== 0
        let zero = scalar(0)
        return try `where`(isZero, zero, `where`(isZero, scalar(1), self).sqrt())
    }
}
