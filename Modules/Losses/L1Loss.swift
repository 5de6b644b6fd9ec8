/// The mean absolute error: |x − y| of each pair, averaged by default; the gradient at 0 is 0.
///
/// Shape: x and y of one shape → [] or, with `.none`, that shape. The mean over nothing is NaN.
///
/// - Throws: ``TensorError`` when the shapes differ.
public func l1Loss(
    _ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    try LossInputs.requireSameShape("l1Loss", target, as: prediction)
    return try (prediction - target).abs().reduced(reduction)
}

/// ``l1Loss(_:_:reduction:)`` as a value.
public struct L1Loss: ReducingLoss {
    public static let lossName = "L1Loss"
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(reduction: Reduction = .mean) { self.reduction = reduction }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try l1Loss(prediction, target, reduction: reduction)
    }
}
