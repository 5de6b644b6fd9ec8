/// How improbable a classifier finds the right classes: −log softmax(logits) at the target.
///
/// Shape: logits [n, classes] (or [classes], or [n, classes, d₁, …]); target of class indices [n]
/// (or [], or [n, d₁, …]) as integers, or of probabilities in the logits' shape → [] or, with
/// `.none`, the shape of the indices.
///
/// Computed with log-sum-exp, so logits may be of any size. The mean over targets that are all
/// ignored, or over nothing, is NaN with gradient 0.
///
/// - Parameters:
///   - weight: A weight for each class; the mean then divides by the sum of the targets' weights.
///   - ignoreIndex: Targets of this class count for nothing.
///   - labelSmoothing: ε: the right class has probability 1 − ε, and ε is spread over all classes.
/// - Throws: ``TensorError`` when shapes or types do not fit, a target is no class, or an option is
///   out of range.
///
/// Source: PyTorch 2.13, `torch.nn.functional.cross_entropy`; label smoothing: Szegedy et al. 2016,
/// section 7.
public func crossEntropy(
    _ logits: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
    reduction: Reduction = .mean, labelSmoothing: Double = 0
) throws(TensorError) -> Tensor {
    try logits.crossEntropy(
        target: target, weight: weight, ignoreIndex: ignoreIndex, labelSmoothing: labelSmoothing,
        reduction: reduction)
}

/// ``crossEntropy(_:_:weight:ignoreIndex:reduction:labelSmoothing:)`` as a value.
public struct CrossEntropyLoss: Loss {
    public static let lossName = "CrossEntropyLoss"
    /// A weight for each class.
    public let weight: Tensor?
    /// The class whose targets count for nothing.
    public let ignoreIndex: Int
    /// What is made of the losses of a batch.
    public let reduction: Reduction
    /// How much probability is spread over all classes.
    public let labelSmoothing: Double

    public init(
        weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean,
        labelSmoothing: Double = 0
    ) {
        self.weight = weight
        self.ignoreIndex = ignoreIndex
        self.reduction = reduction
        self.labelSmoothing = labelSmoothing
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try crossEntropy(
            prediction, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction,
            labelSmoothing: labelSmoothing)
    }
}

extension CrossEntropyLoss {
    public static var samples: [LossSample<CrossEntropyLoss>] {
        get throws {
            let logits = try Samples.values([4, 3], in: -2...2)
            let labels = try Tensor([2, 0, 1, 2])
            let weight = try Tensor([0.5, 2, 1.25] as [Double], shape: [3])
            return [
                LossSample("indices", prediction: logits, target: labels) { reduction, _ in
                    CrossEntropyLoss(reduction: reduction)
                },
                // The mean divides by the weights of the labels that count: 1.25, 0.5 and 1.25.
                LossSample(
                    "weighted, one ignored", prediction: logits, target: labels, divisor: 3
                ) {
                    CrossEntropyLoss(
                        weight: try weight.to(dtype: $1), ignoreIndex: 1, reduction: $0)
                },
                LossSample("smoothed", prediction: logits, target: labels) { reduction, _ in
                    CrossEntropyLoss(reduction: reduction, labelSmoothing: 0.25)
                },
                LossSample(
                    "probabilities", prediction: logits,
                    target: try Samples.values([4, 3], in: 0.1...0.9, seed: 1)
                ) { reduction, _ in CrossEntropyLoss(reduction: reduction) },
                LossSample(
                    "images", prediction: try Samples.values([2, 3, 2, 2], in: -2...2, seed: 2),
                    target: try Tensor([[[0, 1], [2, 0]], [[1, 1], [2, 2]]])
                ) { reduction, _ in CrossEntropyLoss(reduction: reduction) },
            ]
        }
    }
}
