/// The binary cross-entropy of logits x: −w t log σ(x) − (1 − t) log(1 − σ(x)) of each pair.
///
/// Shape: x and t of one shape, and weights that broadcast to it → [] or, with `.none`, that shape.
///
/// Since 1 − σ(x) = σ(−x), both terms are logarithms of a sigmoid, which neither overflow nor lose
/// digits, and their gradients −w t σ(−x) and (1 − t) σ(x) do not cancel where a logit is right.
///
/// - Parameters:
///   - weight: What each loss is multiplied by; the mean divides by their number all the same.
///   - posWeight: w, which weighs positive targets, mostly one for each class: above 1 for recall,
///     below for precision.
/// - Throws: ``TensorError`` when shapes do not fit.
public func binaryCrossEntropyWithLogits(
    _ logits: Tensor, _ target: Tensor, weight: Tensor? = nil, posWeight: Tensor? = nil,
    reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let name = "binaryCrossEntropyWithLogits"
    try LossInputs.requireSameShape(name, target, as: logits)
    try LossInputs.requireWeights(weight, for: logits, name)
    try LossInputs.requireWeights(posWeight, "posWeight", for: logits, name)
    var positive = try target * logits.logSigmoid()
    if let posWeight { positive = try positive * posWeight }
    var losses = try -(positive + (1 - target) * (-logits).logSigmoid())
    if let weight { losses = try losses * weight }
    return losses.reduced(reduction)
}

/// ``binaryCrossEntropyWithLogits(_:_:weight:posWeight:reduction:)`` as a value.
public struct BCEWithLogitsLoss: Loss {
    public static let lossName = "BCEWithLogitsLoss"
    /// What each loss is multiplied by.
    public let weight: Tensor?
    /// What weighs positive targets.
    public let posWeight: Tensor?
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        weight: Tensor? = nil, posWeight: Tensor? = nil, reduction: Reduction = .mean
    ) {
        self.weight = weight
        self.posWeight = posWeight
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try binaryCrossEntropyWithLogits(
            prediction, target, weight: weight, posWeight: posWeight, reduction: reduction)
    }
}

extension BCEWithLogitsLoss {
    public static var samples: [LossSample<BCEWithLogitsLoss>] {
        get throws {
            let (x, t) = (
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: 0...1, seed: 1)
            )
            let weight = try Tensor([0.5, 2, 1.25] as [Double], shape: [3])
            return [
                LossSample("plain", prediction: x, target: t) { reduction, _ in
                    BCEWithLogitsLoss(reduction: reduction)
                },
                LossSample("weighted", prediction: x, target: t) {
                    let weight = try weight.to(dtype: $1)
                    return BCEWithLogitsLoss(
                        weight: weight.sqrt(), posWeight: weight, reduction: $0)
                },
            ]
        }
    }
}
