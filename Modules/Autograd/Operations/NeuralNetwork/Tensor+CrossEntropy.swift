import Kernels

extension Tensor {
    /// How improbable these logits find the right classes: −log softmax(logits) at the target.
    ///
    /// Shape: logits [n, classes], [classes] or [n, classes, d₁, …]; target of class indices [n],
    /// [] or [n, d₁, …] as integers of any type, or of probabilities in the logits' shape → [] or,
    /// with `.none`, the shape of the indices.
    ///
    /// Gradient: (softmax Σt − t) times the upstream gradient, where t is the target's
    /// distribution; 0 for ignored targets. Flows also to probabilities, and to their weights.
    ///
    /// - Parameters:
    ///   - weight: A weight for each class, of the logits' type; the mean of class indices then
    ///     divides by the sum of the targets' weights.
    ///   - ignoreIndex: Targets of this class count for nothing. Class indices only.
    ///   - labelSmoothing: ε: the target has probability 1 − ε, and ε is spread over all classes.
    /// - Throws: ``TensorError`` when shapes or types do not fit, a target is no class, an option is
    ///   out of range, or the weights of class indices require gradients.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.cross_entropy`.
    package func crossEntropy(
        target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, labelSmoothing: Double = 0,
        reduction: Reduction = .mean
    ) throws(TensorError) -> Tensor {
        let name = CrossEntropy.name
        guard rank > 0, dtype.isFloatingPoint else {
            throw TensorError(
                rank > 0 ? .dtype : .shape, name, expected: "floating-point logits with dims",
                got: "\(dtype) \(shape)", inputs: [self])
        }
        let axis = rank == 1 ? 0 : 1
        if let weight, weight.shape != [shape[axis]] || weight.dtype != dtype {
            throw TensorError(
                weight.dtype == dtype ? .shape : .dtype, name,
                expected: "a weight of \(dtype) for each of \(shape[axis]) classes",
                got: "\(weight.dtype) \(weight.shape)", inputs: [self, weight])
        }
        if target.shape == shape, target.dtype.isFloatingPoint {
            guard ignoreIndex < 0 else {
                throw TensorError(
                    .value, name, expected: "no ignoreIndex with probabilities as target",
                    got: "\(ignoreIndex)")
            }
            return try crossEntropy(
                probabilities: target, axis, weight: weight, labelSmoothing, reduction)
        }
        guard target.shape == shape.removing(axis), target.dtype.isInteger else {
            throw TensorError(
                target.dtype.isInteger ? .shape : .dtype, name,
                expected: "a target of integer class indices \(shape.removing(axis)), or of "
                    + "probabilities \(shape), for logits \(shape)",
                got: "\(target.dtype) \(target.shape)", inputs: [self, target])
        }
        if let weight, weight.requiresGrad, isGradEnabled {
            throw TensorError(
                .gradient, name,
                message: "has no gradient for the weights of class indices. "
                    + "Detach them.", inputs: [weight])
        }
        let rows = try rank > 2 ? permute([0] + Array(2..<rank) + [1]) : self
        return try CrossEntropy(
            weight: weight, ignoreIndex: ignoreIndex, labelSmoothing: labelSmoothing,
            reduction: reduction
        )(Pair(rows.reshape([target.count, shape[axis]]), target))
    }

    /// −Σ w t log softmax(logits) along the class axis; the mean divides by how many sums there are.
    private func crossEntropy(
        probabilities: Tensor, _ axis: Int, weight: Tensor?, _ smoothing: Double,
        _ reduction: Reduction
    ) throws(TensorError) -> Tensor {
        guard smoothing >= 0, smoothing <= 1 else {
            throw TensorError(
                .value, CrossEntropy.name, expected: "labelSmoothing from 0 to 1",
                got: "\(smoothing)")
        }
        var t = probabilities
        if smoothing > 0 { t = t * (1 - smoothing) + smoothing / Double(shape[axis]) }
        if let weight {
            var column = Shape(repeating: 1, count: rank)
            column[axis] = shape[axis]
            t = try t * weight.reshape(column)
        }
        let losses = try -(logSoftmax(dim: axis) * t).sum(dim: axis)
        switch reduction {
        case .none: return losses
        case .sum: return losses.sum()
        case .mean: return losses.mean()
        }
    }
}
