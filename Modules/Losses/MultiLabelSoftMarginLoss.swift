/// The mean over classes of −t log σ(x) − (1 − t) log σ(−x): for each class, whether the example
/// belongs to it.
///
/// Shape: scores and targets [n, classes] (or [classes], or with more axes before) → [] or, with
/// `.none`, their shape without the classes.
///
/// - Parameter weight: A weight for each class, which multiplies its term.
/// - Throws: ``TensorError`` when shapes or types do not fit.
public func multilabelSoftMarginLoss(
    _ prediction: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let (x, name) = (prediction, "multilabelSoftMarginLoss")
    try LossInputs.requireSameShape(name, target, as: x)
    guard x.rank > 0 else {
        throw TensorError(
            .shape, name, expected: "scores [n, classes]", got: "\(x.shape)", inputs: [x])
    }
    try LossInputs.requireClassWeights(weight, classes: x.shape[x.rank - 1], x, name)
    let terms = try binaryCrossEntropyWithLogits(x, target, weight: weight, reduction: .none)
    return try terms.mean(dim: -1).reduced(reduction)
}

/// ``multilabelSoftMarginLoss(_:_:weight:reduction:)`` as a value.
public struct MultiLabelSoftMarginLoss: Loss {
    public static let lossName = "MultiLabelSoftMarginLoss"
    /// A weight for each class.
    public let weight: Tensor?
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        weight: Tensor? = nil, reduction: Reduction = .mean
    ) {
        self.weight = weight
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try multilabelSoftMarginLoss(prediction, target, weight: weight, reduction: reduction)
    }
}

extension MultiLabelSoftMarginLoss {
    public static var samples: [LossSample<MultiLabelSoftMarginLoss>] {
        get throws {
            let (x, t) = (
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: 0...1, seed: 1)
            )
            let weight = try Tensor([0.5, 2, 1.25] as [Double], shape: [3])
            return [
                LossSample("plain", prediction: x, target: t) { reduction, _ in
                    MultiLabelSoftMarginLoss(reduction: reduction)
                },
                LossSample("weighted", prediction: x, target: t) {
                    MultiLabelSoftMarginLoss(weight: try weight.to(dtype: $1), reduction: $0)
                },
            ]
        }
    }
}
