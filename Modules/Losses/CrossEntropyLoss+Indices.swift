extension Tensor {
    /// The cross-entropy of these logits [n, classes] against class indices [n]; see
    /// ``crossEntropy(_:_:weight:ignoreIndex:reduction:labelSmoothing:)``.
    func crossEntropy(
        target: Tensor, weight: Tensor?, ignoreIndex: Int, labelSmoothing: Double,
        reduction: Reduction
    ) throws(TensorError) -> Tensor {
        guard rank == 2, target.shape == [shape[0]], target.dtype.isInteger else {
            throw TensorError(
                .shape, "crossEntropy", expected: "logits [n, classes] and integer targets [n]",
                got: "\(shape) and \(target.dtype) \(target.shape)", inputs: [self, target])
        }
        guard labelSmoothing >= 0, labelSmoothing <= 1 else {
            throw TensorError(
                .value, "crossEntropy", expected: "labelSmoothing from 0 to 1",
                got: "\(labelSmoothing)")
        }
        let classes = shape[1]
        let labels = target.toArray(as: Int.self)
        for (position, label) in labels.enumerated()
        where label != ignoreIndex && !(0..<classes).contains(label) {
            throw TensorError(
                .index, "crossEntropy", expected: "labels from 0 to \(classes - 1)",
                got: "\(label) at position \(position)", inputs: [self, target])
        }
        let ones = try Tensor.ones([classes], dtype: dtype)
        let classWeights = try weight?.to(dtype: dtype) ?? ones
        guard classWeights.shape == [classes] else {
            throw TensorError(
                .shape, "crossEntropy", expected: "a weight for each of \(classes) classes",
                got: "\(classWeights.shape)", inputs: [classWeights])
        }
        let kept = try Tensor(labels.map { $0 != ignoreIndex }, shape: target.shape)
        let safe = try Tensor(labels.map { $0 == ignoreIndex ? 0 : $0 }, shape: target.shape)
        let weights = try classWeights.indexSelect(dim: 0, safe) * kept
        let logs = try logSoftmax(dim: 1)
        let picked = try logs.gather(dim: 1, safe.unsqueeze(dim: 1)).squeeze(dim: 1)
        var losses = try -(picked * weights) * (1 - labelSmoothing)
        if labelSmoothing > 0 {
            let spread = try -(logs * classWeights).sum(dim: 1) * kept
            losses = try losses + spread * (labelSmoothing / Double(classes))
        }
        // What is ignored counts for nothing, whatever its logits.
        losses = try `where`(kept, losses, Tensor.zeros(losses.shape, dtype: dtype))
        switch reduction {
        case .none: return losses
        case .sum: return losses.sum()
        case .mean: return try losses.sum() / weights.sum()
        }
    }
}
