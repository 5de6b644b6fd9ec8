/// log(1 + e^(−t x)) of each pair, for targets t of 1 and −1.
///
/// Shape: x and t of one shape → [] or, with `.none`, that shape.
///
/// It is −log σ(t x), which does not overflow as the formula does.
///
/// - Throws: ``TensorError`` when the shapes differ.
public func softMarginLoss(
    _ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    try LossInputs.requireSameShape("softMarginLoss", target, as: prediction)
    return try (-(target * prediction).logSigmoid()).reduced(reduction)
}

/// ``softMarginLoss(_:_:reduction:)`` as a value.
public struct SoftMarginLoss: ReducingLoss {
    public static let lossName = "SoftMarginLoss"
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(reduction: Reduction = .mean) { self.reduction = reduction }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try softMarginLoss(prediction, target, reduction: reduction)
    }
}
