/// max(0, d(a, p) − d(a, n) + margin) with any distance d.
///
/// Shape: anchors, positives and negatives of one shape → [] or, with `.none`, the shape of their
/// distances.
///
/// - Parameters:
///   - distanceFunction: d; nil is ``pairwiseDistance(_:_:p:eps:keepDim:)``.
///   - swap: Whether the distance from positive to negative counts where it is less than that from
///     the anchor.
/// - Throws: ``TensorError`` when the shapes differ, or `margin` is not positive; what d throws.
public func tripletMarginWithDistanceLoss(
    _ anchor: Tensor, _ positive: Tensor, _ negative: Tensor,
    distanceFunction: (@Sendable (Tensor, Tensor) throws -> Tensor)? = nil, margin: Double = 1,
    swap: Bool = false, reduction: Reduction = .mean
) throws -> Tensor {
    let name = "tripletMarginLoss"
    guard margin > 0 else {
        throw TensorError(.value, name, expected: "a positive margin", got: "\(margin)")
    }
    try LossInputs.requireSameShape(name, positive, "positives", as: anchor, "the anchor")
    try LossInputs.requireSameShape(name, negative, "negatives", as: anchor, "the anchor")
    let distance = distanceFunction ?? { try pairwiseDistance($0, $1) }
    let near = try distance(anchor, positive)
    var far = try distance(anchor, negative)
    if swap { far = try minimum(far, distance(positive, negative)) }
    return try (near - far + margin).clamp(min: 0).reduced(reduction)
}

/// ``tripletMarginWithDistanceLoss(_:_:_:distanceFunction:margin:swap:reduction:)`` as a value.
public struct TripletMarginWithDistanceLoss: LossFunction {
    public static let lossName = "TripletMarginWithDistanceLoss"
    public static let inputNames = ["the anchor", "the positive", "the negative"]
    /// The distance; nil is the Euclidean one.
    public let distanceFunction: (@Sendable (Tensor, Tensor) throws -> Tensor)?
    /// By how much negatives should be farther.
    public let margin: Double
    /// Whether the distance from positive to negative counts where it is less.
    public let swap: Bool
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        distanceFunction: (@Sendable (Tensor, Tensor) throws -> Tensor)? = nil, margin: Double = 1,
        swap: Bool = false, reduction: Reduction = .mean
    ) {
        self.distanceFunction = distanceFunction
        self.margin = margin
        self.swap = swap
        self.reduction = reduction
    }

    /// The loss of its inputs.
    public func callAsFunction(
        _ anchor: Tensor, _ positive: Tensor, _ negative: Tensor
    ) throws -> Tensor {
        try tripletMarginWithDistanceLoss(
            anchor, positive, negative, distanceFunction: distanceFunction, margin: margin,
            swap: swap, reduction: reduction)
    }

    public func callAsFunction(_ inputs: Triple) throws -> Tensor {
        try self(inputs.first, inputs.second, inputs.third)
    }
}

extension TripletMarginWithDistanceLoss {
    public static var samples: [LossSample<TripletMarginWithDistanceLoss>] {
        get throws {
            let inputs = Triple(
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: -2...2, seed: 1),
                try Samples.values([4, 3], in: -2...2, seed: 40))
            return [
                LossSample("squares", inputs: inputs) { reduction, _ in
                    TripletMarginWithDistanceLoss(
                        distanceFunction: { try ($0 - $1).square().sum(dim: -1) }, margin: 4,
                        reduction: reduction)
                },
                LossSample("Euclidean", inputs: inputs) { reduction, _ in
                    TripletMarginWithDistanceLoss(margin: 2, swap: true, reduction: reduction)
                },
            ]
        }
    }
}
