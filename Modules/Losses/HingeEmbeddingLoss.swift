/// x where the target is 1, and max(0, margin − x) where it is −1, for distances x of pairs that are
/// alike or not.
///
/// Shape: x and targets of one shape → [] or, with `.none`, that shape. A target that is neither
/// counts as both.
///
/// - Throws: ``TensorError`` when the shapes differ.
public func hingeEmbeddingLoss(
    _ prediction: Tensor, _ target: Tensor, margin: Double = 1, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let x = prediction
    try LossInputs.requireSameShape("hingeEmbeddingLoss", target, as: x)
    let zero = try Tensor.zeros(dtype: x.dtype)
    let apart = try `where`(target .!= 1, (margin - x).clamp(min: 0), zero)
    return try (apart + `where`(target .!= -1, x, zero)).reduced(reduction)
}

/// ``hingeEmbeddingLoss(_:_:margin:reduction:)`` as a value.
public struct HingeEmbeddingLoss: Loss {
    public static let lossName = "HingeEmbeddingLoss"
    /// How far pairs that are not alike should be apart.
    public let margin: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        margin: Double = 1, reduction: Reduction = .mean
    ) {
        self.margin = margin
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try hingeEmbeddingLoss(prediction, target, margin: margin, reduction: reduction)
    }
}

extension HingeEmbeddingLoss {
    public static var samples: [LossSample<HingeEmbeddingLoss>] {
        get throws {
            let x = try Samples.values([4, 3], in: -2...2, avoiding: [1])
            let target = try Tensor([1, -1, -1, 1, 1, -1, 1, -1, -1, -1, 1, 1], shape: [4, 3])
            return [
                LossSample("rows", prediction: x, target: target) { reduction, _ in
                    HingeEmbeddingLoss(reduction: reduction)
                }
            ]
        }
    }
}
