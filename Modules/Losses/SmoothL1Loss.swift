/// d²/(2β) of each difference d = x − y up to β, and |d| − β/2 beyond; with β = 0, |d|.
///
/// Shape: x and y of one shape → [] or, with `.none`, that shape. The mean over nothing is NaN.
///
/// - Parameter beta: β. The loss is that of ``huberLoss(_:_:delta:reduction:)`` divided by it.
/// - Throws: ``TensorError`` when the shapes differ, or `beta` is negative.
///
/// Source: Girshick 2015, "Fast R-CNN", equation 3.
public func smoothL1Loss(
    _ prediction: Tensor, _ target: Tensor, beta: Double = 1, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    try LossInputs.requireAtLeastZero(beta, "beta", "smoothL1Loss")
    try LossInputs.requireSameShape("smoothL1Loss", target, as: prediction)
    let difference = try prediction - target
    let losses = beta == 0 ? difference.abs() : try difference.bent(at: beta, dividedBy: beta)
    return losses.reduced(reduction)
}

/// ``smoothL1Loss(_:_:beta:reduction:)`` as a value.
public struct SmoothL1Loss: Loss {
    public static let lossName = "SmoothL1Loss"
    /// From where on the loss is a line.
    public let beta: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        beta: Double = 1, reduction: Reduction = .mean
    ) {
        self.beta = beta
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try smoothL1Loss(prediction, target, beta: beta, reduction: reduction)
    }
}

extension SmoothL1Loss {
    public static var samples: [LossSample<SmoothL1Loss>] {
        get throws {
            try ([[4, 3], [5]] as [Shape]).enumerated().map { index, shape in
                LossSample(
                    "\(shape)", prediction: try Samples.values(shape, in: -2...2, seed: index),
                    target: try Samples.values(shape, in: -2...2, seed: index + 40)
                ) { reduction, _ in SmoothL1Loss(beta: 0.8, reduction: reduction) }
            }
        }
    }
}
