/// max(0, −t (a − b) + margin): a should exceed b where t is 1, and the other way round where it
/// is −1.
///
/// Shape: a, b and t of one shape → [] or, with `.none`, that shape.
///
/// - Throws: ``TensorError`` when the shapes differ.
public func marginRankingLoss(
    _ first: Tensor, _ second: Tensor, _ target: Tensor, margin: Double = 0,
    reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let name = "marginRankingLoss"
    try LossInputs.requireSameShape(name, second, "a second input", as: first, "the first")
    try LossInputs.requireSameShape(name, target, as: first, "the first")
    return try (margin - target * (first - second)).clamp(min: 0).reduced(reduction)
}

/// ``marginRankingLoss(_:_:_:margin:reduction:)`` as a value.
public struct MarginRankingLoss: LossFunction {
    public static let lossName = "MarginRankingLoss"
    public static let inputNames = ["the first input", "the second input", "the target"]
    /// By how much the one should exceed the other.
    public let margin: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        margin: Double = 0, reduction: Reduction = .mean
    ) {
        self.margin = margin
        self.reduction = reduction
    }

    /// The loss of its inputs.
    public func callAsFunction(
        _ first: Tensor, _ second: Tensor, _ target: Tensor
    ) throws -> Tensor {
        try marginRankingLoss(first, second, target, margin: margin, reduction: reduction)
    }

    public func callAsFunction(_ inputs: Triple) throws -> Tensor {
        try self(inputs.first, inputs.second, inputs.third)
    }
}

extension MarginRankingLoss {
    public static var samples: [LossSample<MarginRankingLoss>] {
        get throws {
            let inputs = Triple(
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: -2...2, seed: 40),
                try Tensor([1, -1, -1, 1, 1, -1, 1, -1, -1, -1, 1, 1], shape: [4, 3]))
            return [
                LossSample("rows", inputs: inputs) { reduction, _ in
                    MarginRankingLoss(margin: 0.3, reduction: reduction)
                }
            ]
        }
    }
}
