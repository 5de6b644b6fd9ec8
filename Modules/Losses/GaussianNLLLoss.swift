/// How improbable targets are where mean and variance are predicted: (log v + (x − t)²/v) / 2 of
/// each, up to a constant.
///
/// Shape: x and t of one shape, and v of that shape, or without its last axis, or with size 1 there
/// → [] or, with `.none`, the shape of x.
///
/// - Parameters:
///   - variance: v; below ε it counts as ε, and gets its gradient all the same.
///   - full: Whether log(2π)/2 is added.
///   - eps: ε, which keeps the loss finite.
/// - Throws: ``TensorError`` when shapes do not fit, a variance is negative, or ε is not positive.
///
/// Source: Nix and Weigend 1994, "Estimating the mean and variance of the target probability
/// distribution", equation 2.
public func gaussianNLLLoss(
    _ prediction: Tensor, _ target: Tensor, _ variance: Tensor, full: Bool = false,
    eps: Double = 1e-6, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let (x, name) = (prediction, "gaussianNLLLoss")
    guard eps > 0 else {
        throw TensorError(.value, name, expected: "a positive eps", got: "\(eps)")
    }
    try LossInputs.requireSameShape(name, target, as: x)
    var v = try columns(variance, for: x, name)
    guard !(v.detach() .< 0).toArray(as: Bool.self).contains(true) else {
        throw TensorError(
            .value, name, expected: "variances of at least 0", got: "a negative one",
            hint: "Predict their logarithm, and take exp().", inputs: [variance])
    }
    // Only the value is clamped: a variance that has got too small must be able to grow again.
    v = try v + (eps - v.detach()).clamp(min: 0)
    var losses = try (v.log() + (x - target).square() / v) * 0.5
    if full { losses = losses + 0.5 * logOf2Pi }
    return losses.reduced(reduction)
}

/// Variances as they broadcast with predictions: in their shape, or one for each row.
private func columns(
    _ variance: Tensor, for x: Tensor, _ operation: String
) throws(TensorError) -> Tensor {
    if variance.shape == x.shape { return variance }
    let row = x.rank > 0 ? x.shape.removing(x.rank - 1) : []
    if x.rank > 0, variance.shape == row { return try variance.unsqueeze(dim: -1) }
    guard x.rank > 0, variance.shape == row.inserting(1, at: row.count) else {
        throw TensorError(
            .shape, operation, expected: "variances \(x.shape), or one for each row \(row)",
            got: "\(variance.shape)", inputs: [x, variance])
    }
    return variance
}

/// log 2π.
private let logOf2Pi = 1.837_877_066_409_345_5

/// ``gaussianNLLLoss(_:_:_:full:eps:reduction:)`` as a value.
public struct GaussianNLLLoss: LossFunction {
    public static let lossName = "GaussianNLLLoss"
    public static let inputNames = ["the prediction", "the target", "the variance"]
    /// Whether the constant is added.
    public let full: Bool
    /// The least variance.
    public let eps: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        full: Bool = false, eps: Double = 1e-6, reduction: Reduction = .mean
    ) {
        self.full = full
        self.eps = eps
        self.reduction = reduction
    }

    /// The loss of its inputs.
    public func callAsFunction(
        _ prediction: Tensor, _ target: Tensor, _ variance: Tensor
    ) throws -> Tensor {
        try gaussianNLLLoss(
            prediction, target, variance, full: full, eps: eps, reduction: reduction)
    }

    public func callAsFunction(_ inputs: Triple) throws -> Tensor {
        try self(inputs.first, inputs.second, inputs.third)
    }
}

extension GaussianNLLLoss {
    public static var samples: [LossSample<GaussianNLLLoss>] {
        get throws {
            let (x, t) = (
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: -2...2, seed: 1)
            )
            return try ([[4, 3], [4, 1], [4]] as [Shape]).map { shape in
                let v = try Samples.values(shape, in: 0.3...2, seed: 2)
                return LossSample("variances \(shape)", inputs: Triple(x, t, v)) { reduction, _ in
                    GaussianNLLLoss(full: true, reduction: reduction)
                }
            }
        }
    }
}
