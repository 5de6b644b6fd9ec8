/// The binary cross-entropy of probabilities p: −t log p − (1 − t) log(1 − p) of each pair.
///
/// Shape: p and t of one shape, and weights that broadcast to it → [] or, with `.none`, that shape.
///
/// Logarithms stop at −100, so that p = 0 and 1 have finite losses. From logits,
/// ``binaryCrossEntropyWithLogits(_:_:weight:posWeight:reduction:)`` is exact.
///
/// - Parameter weight: What each loss is multiplied by; the mean divides by their number all the same.
/// - Throws: ``TensorError`` when shapes do not fit, or a number lies outside 0...1.
public func binaryCrossEntropy(
    _ probabilities: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let (p, name) = (probabilities, "binaryCrossEntropy")
    try LossInputs.requireSameShape(name, target, as: p)
    try LossInputs.requireWeights(weight, for: p, name)
    try requireUnitRange(p, "probabilities", "Take the sigmoid, or binaryCrossEntropyWithLogits.")
    try requireUnitRange(target, "targets")
    var losses = try BinaryCrossEntropy()(Pair(p, target))
    if let weight { losses = try losses * weight }
    return losses.reduced(reduction)
}

/// Throws unless all numbers lie in 0...1; NaN is none of those outside, and goes on to be a result.
private func requireUnitRange(
    _ tensor: Tensor, _ what: String, _ hint: String = ""
) throws(TensorError) {
    let x = tensor.detach()
    let isOutside = try (x .< 0) + (x .> 1)
    guard let place = isOutside.toArray(as: Bool.self).firstIndex(of: true) else { return }
    throw TensorError(
        .value, "binaryCrossEntropy", expected: "\(what) from 0 to 1",
        got: "\(x.toArray(as: Double.self)[place])", hint: hint, inputs: [tensor])
}

/// ``binaryCrossEntropy(_:_:weight:reduction:)`` as a value.
public struct BCELoss: Loss {
    public static let lossName = "BCELoss"
    /// What each loss is multiplied by.
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
        try binaryCrossEntropy(prediction, target, weight: weight, reduction: reduction)
    }
}

extension BCELoss {
    public static var samples: [LossSample<BCELoss>] {
        get throws {
            let (p, t) = (
                try Samples.values([4, 3], in: 0.1...0.9),
                try Samples.values([4, 3], in: 0...1, seed: 1)
            )
            let weight = try Tensor([0.5, 2, 1.25] as [Double], shape: [3])
            return [
                LossSample("plain", prediction: p, target: t) { reduction, _ in
                    BCELoss(reduction: reduction)
                },
                LossSample("weighted", prediction: p, target: t) {
                    BCELoss(weight: try weight.to(dtype: $1), reduction: $0)
                },
            ]
        }
    }
}
