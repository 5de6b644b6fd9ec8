extension Tensor {
    /// How often each whole number from 0 on is among the elements, or with `weights` the sum of
    /// their weights.
    ///
    /// Shape: `[count] → [bins]`, where bins are one more than the largest element, and at least
    /// `minLength`. Without weights the result is `int64`.
    ///
    /// - Throws: ``TensorError`` when this is not a list of integers of at least 0, or there is not a
    ///   weight for each.
    public func bincount(
        weights: Tensor? = nil, minLength: Int = 0
    ) throws(TensorError) -> Tensor {
        guard rank == 1, dtype.isInteger, minLength >= 0 else {
            throw TensorError(
                .shape, "bincount", expected: "a list of integers and minLength of at least 0",
                got: "\(dtype) \(shape) and \(minLength)", inputs: [self])
        }
        guard weights == nil || weights?.shape == shape else {
            throw TensorError(
                .shape, "bincount", expected: "a weight for each of \(shape) elements",
                got: "\(weights?.shape ?? [])", inputs: [self])
        }
        let largest = count > 0 ? try max().item(as: Int.self) : -1
        let (bins, overflows) = largest.addingReportingOverflow(1)
        let ones = if let weights { weights } else { try Tensor.ones(shape, dtype: .int64) }
        guard !overflows else { throw .outOfMemory("bincount", [largest], ones.dtype) }
        let indices = try checkedIndices(below: Swift.max(bins, 1), "bincount")
        return try ScatterAdd(dim: 0, into: [Swift.max(bins, minLength)])(Pair(ones, indices))
    }
}
