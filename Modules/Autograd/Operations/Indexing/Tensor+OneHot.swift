extension Tensor {
    /// For each integer, as many zeros as there are classes with a one at its place.
    ///
    /// Shape: any shape of integers → [..., numClasses], `int64`.
    ///
    /// - Parameter numClasses: By default one more than the largest integer.
    /// - Throws: ``TensorError`` when the elements are not integers from 0 to `numClasses` − 1.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.one_hot`.
    public func oneHot(numClasses: Int? = nil) throws(TensorError) -> Tensor {
        guard dtype.isInteger, numClasses ?? 1 > 0, count > 0 || numClasses != nil else {
            throw TensorError(
                .value, "oneHot", expected: "integers, and at least one class",
                got: "\(dtype) \(shape)" + (numClasses.map { ", numClasses \($0)" } ?? ""),
                inputs: [self])
        }
        let largest = toArray(as: Int64.self).max() ?? 0
        let classes = numClasses ?? Int(largest) &+ 1
        let labels = try checkedIndices(below: Swift.max(classes, 0), "oneHot")
        return try (labels.unsqueeze(dim: -1) .== Tensor.arange(0, classes)).to(dtype: .int64)
    }
}
