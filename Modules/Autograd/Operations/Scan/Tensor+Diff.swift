extension Tensor {
    /// What each element along an axis is more than the one before, `n` times over; of `bool`,
    /// whether they differ.
    ///
    /// Shape: the axis is `n` shorter, and empty where it has no more than `n` elements.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis, or `n` is negative.
    public func diff(n: Int = 1, dim: Int = -1) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "diff")
        guard rank > 0, n >= 0 else {
            throw TensorError(
                .value, "diff", expected: "a tensor with dims and n of at least 0",
                got: "\(shape) and \(n)", inputs: [self])
        }
        var result = self
        for _ in 0..<Swift.min(n, shape[axis]) {
            let length = Swift.max(result.shape[axis] - 1, 0)
            let start = result.shape[axis] - length
            let after = try result.narrow(dim: axis, start: start, length: length)
            let before = try result.narrow(dim: axis, start: 0, length: length)
            result = try dtype == .bool ? after.logicalXor(before) : after - before
        }
        return result
    }
}
