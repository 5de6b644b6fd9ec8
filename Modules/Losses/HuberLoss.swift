/// d²/2 of each difference d = x − y up to δ, and δ (|d| − δ/2) beyond: squares near, lines far out.
///
/// Shape: x and y of one shape → [] or, with `.none`, that shape. The mean over nothing is NaN.
///
/// - Parameter delta: δ.
/// - Throws: ``TensorError`` when the shapes differ, or `delta` is not positive.
///
/// Source: Huber 1964, "Robust estimation of a location parameter", equation 1.4.
public func huberLoss(
    _ prediction: Tensor, _ target: Tensor, delta: Double = 1, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    guard delta > 0 else {
        throw TensorError(.value, "huberLoss", expected: "a positive delta", got: "\(delta)")
    }
    try LossInputs.requireSameShape("huberLoss", target, as: prediction)
    return try (prediction - target).bent(at: delta).reduced(reduction)
}

extension Tensor {
    /// d²/2 of each element d up to δ, and δ (|d| − δ/2) beyond, divided by a number.
    ///
    /// With c = min(|d|, δ) both are c (|d| − c/2): one formula, in which nothing is chosen that
    /// would be infinite elsewhere. The first factor is divided: the product may be out of range
    /// where the quotient is not.
    func bent(at delta: Double, dividedBy divisor: Double = 1) throws(TensorError) -> Tensor {
        let size = abs()
        let near = try size.clamp(max: delta)
        let first = divisor == 1 ? near : near / divisor
        return try first * (size - near * 0.5)
    }
}

/// ``huberLoss(_:_:delta:reduction:)`` as a value.
public struct HuberLoss: Loss {
    public static let lossName = "HuberLoss"
    /// From where on the loss is a line.
    public let delta: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        delta: Double = 1, reduction: Reduction = .mean
    ) {
        self.delta = delta
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try huberLoss(prediction, target, delta: delta, reduction: reduction)
    }
}

extension HuberLoss {
    public static var samples: [LossSample<HuberLoss>] {
        get throws {
            try ([[4, 3], [5]] as [Shape]).enumerated().map { index, shape in
                LossSample(
                    "\(shape)", prediction: try Samples.values(shape, in: -2...2, seed: index),
                    target: try Samples.values(shape, in: -2...2, seed: index + 40)
                ) { reduction, _ in HuberLoss(delta: 0.8, reduction: reduction) }
            }
        }
    }
}
