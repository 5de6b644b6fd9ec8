extension Tensor {
    /// The mean squared distance from the mean, over all elements or the given axes.
    ///
    /// - Parameter correction: Taken from the count that is divided by: 1, the default, estimates a
    ///   population's variance from a sample; 0 is the variance of the elements themselves. With
    ///   no more elements than that the result is NaN (0/0) or ∞.
    /// - Throws: ``TensorError`` when the tensor does not have an axis.
    public func `var`(
        dims: [Int] = [], correction: Double = 1, keepDim: Bool = false
    ) throws(TensorError) -> Tensor {
        let marks = try Axes.marks(dims, rank: rank, "var")
        let length = marks.indices.reduce(1) { marks[$1] ? $0 * shape[$1] : $0 }
        // Two passes: the squares of distances do not cancel as E[x²] − E[x]² does.
        let distances = try self - mean(dims: dims, keepDim: true)
        let squares = try distances.square().sum(dims: dims, keepDim: keepDim)
        return squares / Swift.max(0, Double(length) - correction)
    }
}
