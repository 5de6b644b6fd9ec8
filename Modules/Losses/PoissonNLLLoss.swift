/// How improbable counts t are where their mean is predicted to be eˣ: eˣ − t x of each pair, up to
/// a term that does not depend on x.
///
/// Shape: x and t of one shape → [] or, with `.none`, that shape.
///
/// - Parameters:
///   - logInput: Whether x is the logarithm of the mean; else it is the mean, and the loss is
///     x − t log(x + ε).
///   - full: Whether log t! is added, by Stirling's formula: t log t − t + log(2πt)/2 where t > 1.
///   - eps: ε, which keeps the logarithm of a mean finite.
/// - Throws: ``TensorError`` when the shapes differ.
public func poissonNLLLoss(
    _ prediction: Tensor, _ target: Tensor, logInput: Bool = true, full: Bool = false,
    eps: Double = 1e-8, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let (x, t) = (prediction, target)
    try LossInputs.requireSameShape("poissonNLLLoss", t, as: x)
    var losses = logInput ? try x.exp() - t * x : try x - t * (x + eps).log()
    if full {
        let isLarge = t.detach() .> 1
        let safe = try `where`(isLarge, t, Tensor.ones(dtype: t.dtype))
        let stirling = try safe * safe.log() - safe + (safe * (2 * Double.pi)).log() * 0.5
        losses = try losses + `where`(isLarge, stirling, Tensor.zeros(dtype: stirling.dtype))
    }
    return losses.reduced(reduction)
}

/// ``poissonNLLLoss(_:_:logInput:full:eps:reduction:)`` as a value.
public struct PoissonNLLLoss: Loss {
    public static let lossName = "PoissonNLLLoss"
    /// Whether predictions are logarithms of means.
    public let logInput: Bool
    /// Whether the term without the prediction is added.
    public let full: Bool
    /// What is added to a mean before its logarithm.
    public let eps: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        logInput: Bool = true, full: Bool = false, eps: Double = 1e-8, reduction: Reduction = .mean
    ) {
        self.logInput = logInput
        self.full = full
        self.eps = eps
        self.reduction = reduction
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try poissonNLLLoss(
            prediction, target, logInput: logInput, full: full, eps: eps, reduction: reduction)
    }
}

extension PoissonNLLLoss {
    public static var samples: [LossSample<PoissonNLLLoss>] {
        get throws {
            let t = try Samples.values([4, 3], in: 0.2...4, seed: 1)
            return [
                LossSample(
                    "logarithms", prediction: try Samples.values([4, 3], in: -2...2), target: t
                ) { reduction, _ in PoissonNLLLoss(reduction: reduction) },
                LossSample(
                    "means, full", prediction: try Samples.values([4, 3], in: 0.5...3), target: t
                ) { reduction, _ in
                    PoissonNLLLoss(logInput: false, full: true, reduction: reduction)
                },
            ]
        }
    }
}
