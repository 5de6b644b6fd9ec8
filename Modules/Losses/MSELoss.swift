/// The mean squared error: (x − y)² of each pair, averaged by default.
///
/// Shape: x and y of one shape → [] or, with `.none`, that shape. The mean over nothing is NaN.
///
/// - Throws: ``TensorError`` when the shapes differ. (PyTorch broadcasts them, which turns [n, 1]
///   against [n] into n² pairs.)
public func mseLoss(
    _ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    try LossInputs.requireSameShape("mseLoss", target, as: prediction)
    return try (prediction - target).square().reduced(reduction)
}

/// ``mseLoss(_:_:reduction:)`` as a value.
public struct MSELoss: ReducingLoss {
    public static let lossName = "MSELoss"
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(reduction: Reduction = .mean) { self.reduction = reduction }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try mseLoss(prediction, target, reduction: reduction)
    }
}
