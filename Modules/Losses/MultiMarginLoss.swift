/// Σ max(0, margin − x[t] + x[i])ᵖ / classes over the classes i other than the target t: the right
/// class should exceed each other one by the margin.
///
/// Shape: scores [n, classes] with labels [n], or [classes] with [] → [] or, with `.none`, the
/// labels' shape.
///
/// - Parameters:
///   - p: 1, or 2 for squares.
///   - weight: A weight for each class, which multiplies the losses of its targets; the mean divides
///     by the number of targets all the same.
/// - Throws: ``TensorError`` when shapes or types do not fit, a target is no class, or p is neither.
///
/// Source: Crammer and Singer 2001, "On the algorithmic implementation of multiclass kernel-based
/// vector machines", section 3.
public func multiMarginLoss(
    _ prediction: Tensor, _ target: Tensor, p: Int = 1, margin: Double = 1, weight: Tensor? = nil,
    reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let (x, name) = (prediction, "multiMarginLoss")
    guard p == 1 || p == 2 else {
        throw TensorError(.value, name, expected: "p of 1 or 2", got: "\(p)")
    }
    guard x.rank == 1 || x.rank == 2, x.dtype.isFloatingPoint,
        target.shape == x.shape.removing(x.rank - 1), target.dtype.isInteger
    else {
        throw TensorError(
            .shape, name,
            expected: "scores [n, classes] with integer labels [n], or [classes] with []",
            got: "\(x.dtype) \(x.shape) with \(target.dtype) \(target.shape)", inputs: [x, target])
    }
    let classes = x.shape[x.rank - 1]
    try LossInputs.requireClassWeights(weight, classes: classes, x, name)
    let labels = try LossInputs.labels(target, classes: classes, name).unsqueeze(dim: -1)
    // relu, whose gradient at the margin is 0, as is PyTorch's here.
    var terms = try (margin - x.gather(dim: -1, labels) + x).relu()
    if p == 2 { terms = terms.square() }
    let isOther = try labels .!= Tensor.arange(classes)
    terms = try `where`(isOther, terms, Tensor.zeros(dtype: x.dtype))
    var losses = try terms.sum(dim: -1) / Double(classes)
    if let weight {
        losses = try losses * weight.indexSelect(dim: 0, labels.flatten()).reshape(losses.shape)
    }
    return losses.reduced(reduction)
}

/// ``multiMarginLoss(_:_:p:margin:weight:reduction:)`` as a value.
public struct MultiMarginLoss: Loss {
    public static let lossName = "MultiMarginLoss"
    /// 1, or 2 for squares.
    public let p: Int
    /// By how much the right class should exceed the others.
    public let margin: Double
    /// A weight for each class.
    public let weight: Tensor?
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        p: Int = 1, margin: Double = 1, weight: Tensor? = nil, reduction: Reduction = .mean
    ) {
        self.p = p
        self.margin = margin
        self.weight = weight
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try multiMarginLoss(
            prediction, target, p: p, margin: margin, weight: weight, reduction: reduction)
    }
}

extension MultiMarginLoss {
    public static var samples: [LossSample<MultiMarginLoss>] {
        get throws {
            let x = try Samples.values([4, 3], in: -2...2)
            let labels = try Tensor([2, 0, 1, 2])
            let weight = try Tensor([0.5, 2, 1.25] as [Double], shape: [3])
            return [
                LossSample("plain", prediction: x, target: labels) { reduction, _ in
                    MultiMarginLoss(reduction: reduction)
                },
                LossSample("squares, weighted", prediction: x, target: labels) {
                    MultiMarginLoss(
                        p: 2, margin: 1.5, weight: try weight.to(dtype: $1), reduction: $0)
                },
            ]
        }
    }
}
