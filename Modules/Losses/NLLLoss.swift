/// How improbable a classifier finds the right classes, by its log-probabilities: −x at the target.
///
/// Shape: log-probabilities [n, classes] (or [classes], or [n, classes, d₁, …]), as
/// ``Autograd/TensorCore/Tensor/logSoftmax(dim:)`` gives them; target of class indices [n] (or [],
/// or [n, d₁, …]) as integers → [] or, with `.none`, the shape of the indices.
///
/// The mean over targets that are all ignored, or over nothing, is NaN with gradient 0.
///
/// - Parameters:
///   - weight: A weight for each class; the mean then divides by the sum of the targets' weights.
///   - ignoreIndex: Targets of this class count for nothing.
/// - Throws: ``TensorError`` when shapes or types do not fit, or a target is no class.
public func nllLoss(
    _ logProbabilities: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
    reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let x = logProbabilities
    guard x.rank > 0, x.dtype.isFloatingPoint else {
        throw TensorError(
            x.rank > 0 ? .dtype : .shape, "nllLoss",
            expected: "floating-point log-probabilities with dims", got: "\(x.dtype) \(x.shape)",
            inputs: [x])
    }
    let axis = x.rank == 1 ? 0 : 1
    let classes = x.shape[axis]
    guard target.shape == x.shape.removing(axis), target.dtype.isInteger else {
        throw TensorError(
            target.dtype.isInteger ? .shape : .dtype, "nllLoss",
            expected: "integer class indices \(x.shape.removing(axis)) for \(x.shape)",
            got: "\(target.dtype) \(target.shape)", inputs: [x, target])
    }
    try LossInputs.requireClassWeights(weight, classes: classes, x, "nllLoss")
    let labels = try LossInputs.labels(
        target, classes: classes, ignoring: ignoreIndex, "nllLoss")
    let counts = labels .!= ignoreIndex
    let index = try `where`(counts, labels, Tensor.zeros(dtype: .int64))
    var weights = try counts.to(dtype: x.dtype)
    if let weight {
        let each = try weight.indexSelect(dim: 0, index.flatten()).reshape(index.shape)
        weights = try weights * each
    }
    let chosen = try x.gather(dim: axis, index.unsqueeze(dim: axis)).squeeze(dim: axis)
    // Ignored log-probabilities may be −∞, and 0 · ∞ is NaN.
    let losses = try `where`(counts, -(chosen * weights), Tensor.zeros(dtype: x.dtype))
    return reduction == .mean ? try losses.sum() / weights.sum() : losses.reduced(reduction)
}

/// ``nllLoss(_:_:weight:ignoreIndex:reduction:)`` as a value.
public struct NLLLoss: Loss {
    public static let lossName = "NLLLoss"
    /// A weight for each class.
    public let weight: Tensor?
    /// The class whose targets count for nothing.
    public let ignoreIndex: Int
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean
    ) {
        self.weight = weight
        self.ignoreIndex = ignoreIndex
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try nllLoss(
            prediction, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
    }
}

extension NLLLoss {
    public static var samples: [LossSample<NLLLoss>] {
        get throws {
            let x = try Samples.values([4, 3], in: -3...0)
            let labels = try Tensor([2, 0, 1, 2])
            let weight = try Tensor([0.5, 2, 1.25] as [Double], shape: [3])
            return [
                LossSample("indices", prediction: x, target: labels) { reduction, _ in
                    NLLLoss(reduction: reduction)
                },
                // The mean divides by the weights of the labels that count: 1.25, 0.5 and 1.25.
                LossSample("weighted, one ignored", prediction: x, target: labels, divisor: 3) {
                    NLLLoss(weight: try weight.to(dtype: $1), ignoreIndex: 1, reduction: $0)
                },
                LossSample(
                    "images", prediction: try Samples.values([2, 3, 2, 2], in: -3...0, seed: 2),
                    target: try Tensor([[[0, 1], [2, 0]], [[1, 1], [2, 2]]])
                ) { reduction, _ in NLLLoss(reduction: reduction) },
            ]
        }
    }
}
