/// max(0, d(a, p) − d(a, n) + margin): an anchor should be nearer to what is like it than to what is
/// not.
///
/// Shape: anchors, positives and negatives [n, size] (or [size], or with more axes) → [] or, with
/// `.none`, their shape without the last axis.
///
/// - Parameters:
///   - p: Which norm of the difference the distance is.
///   - eps: What is added to each difference, so that the distance of equal vectors has a gradient.
///   - swap: Whether the distance from positive to negative counts where it is less than that from
///     the anchor.
/// - Throws: ``TensorError`` when the shapes differ, or `margin` is not positive.
///
/// Source: Balntas, Riba, Ponsa and Mikolajczyk 2016, "Learning local feature descriptors with
/// triplets and shallow convolutional neural networks", equations 1 and 3.
public func tripletMarginLoss(
    _ anchor: Tensor, _ positive: Tensor, _ negative: Tensor, margin: Double = 1, p: Double = 2,
    eps: Double = 1e-6, swap: Bool = false, reduction: Reduction = .mean
) throws -> Tensor {
    try tripletMarginWithDistanceLoss(
        anchor, positive, negative,
        distanceFunction: { try pairwiseDistance($0, $1, p: p, eps: eps) }, margin: margin,
        swap: swap, reduction: reduction)
}

/// ``tripletMarginLoss(_:_:_:margin:p:eps:swap:reduction:)`` as a value.
public struct TripletMarginLoss: LossFunction {
    public static let lossName = "TripletMarginLoss"
    public static let inputNames = ["the anchor", "the positive", "the negative"]
    /// By how much negatives should be farther.
    public let margin: Double
    /// Which norm distances are.
    public let p: Double
    /// What is added to each difference.
    public let eps: Double
    /// Whether the distance from positive to negative counts where it is less.
    public let swap: Bool
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        margin: Double = 1, p: Double = 2, eps: Double = 1e-6, swap: Bool = false,
        reduction: Reduction = .mean
    ) {
        self.margin = margin
        self.p = p
        self.eps = eps
        self.swap = swap
        self.reduction = reduction
    }

    /// The loss of its inputs.
    public func callAsFunction(
        _ anchor: Tensor, _ positive: Tensor, _ negative: Tensor
    ) throws -> Tensor {
        try tripletMarginLoss(
            anchor, positive, negative, margin: margin, p: p, eps: eps, swap: swap,
            reduction: reduction)
    }

    public func callAsFunction(_ inputs: Triple) throws -> Tensor {
        try self(inputs.first, inputs.second, inputs.third)
    }
}

extension TripletMarginLoss {
    public static var samples: [LossSample<TripletMarginLoss>] {
        get throws {
            let inputs = Triple(
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: -2...2, seed: 1),
                try Samples.values([4, 3], in: -2...2, seed: 40))
            return [
                LossSample("rows", inputs: inputs) { reduction, _ in
                    TripletMarginLoss(margin: 2, reduction: reduction)
                },
                LossSample("swapped", inputs: inputs) { reduction, _ in
                    TripletMarginLoss(margin: 2, p: 3, swap: true, reduction: reduction)
                },
            ]
        }
    }
}
