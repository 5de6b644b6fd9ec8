/// What is made of the terms of a Kullback–Leibler divergence.
public enum KLDivReduction: String, Sendable, Codable, CaseIterable {
    /// Each is kept.
    case none
    /// Their mean, over all elements.
    case mean
    /// Their sum divided by the size of the first axis: the mean divergence of a batch.
    case batchMean = "batchmean"
    /// Their sum.
    case sum
}

/// The terms t (log t − x) of the Kullback–Leibler divergence of a distribution t from the one whose
/// logarithm is x.
///
/// Shape: x and t of one shape → [] or, with `.none`, that shape.
///
/// Where t is 0 and x finite, the term is 0; t = 0 with x = −∞ gives NaN, as in PyTorch. The
/// divergence itself is the sum, or `.batchMean`; the mean over all elements, which is PyTorch's
/// default, divides it by the number of classes too.
///
/// - Parameter logTarget: Whether the target is log t.
/// - Throws: ``TensorError`` when the shapes differ.
///
/// Source: Kullback and Leibler 1951, "On information and sufficiency", equation 2.4.
public func klDiv(
    _ logProbabilities: Tensor, _ target: Tensor, reduction: KLDivReduction = .mean,
    logTarget: Bool = false
) throws(TensorError) -> Tensor {
    let x = logProbabilities
    try LossInputs.requireSameShape("klDiv", target, as: x)
    let terms: Tensor
    if logTarget {
        terms = try target.exp() * (target - x)
    } else {
        let one = try Tensor.ones(dtype: target.dtype)
        let safe = try `where`(target.detach() .== 0, one, target)
        terms = try target * safe.log() - target * x
    }
    switch reduction {
    case .none: return terms
    case .mean: return terms.mean()
    case .batchMean: return terms.sum() / Double(x.rank > 0 ? x.shape[0] : 1)
    case .sum: return terms.sum()
    }
}

/// ``klDiv(_:_:reduction:logTarget:)`` as a value.
public struct KLDivLoss: Loss {
    public static let lossName = "KLDivLoss"
    /// What is made of the terms.
    public let reduction: KLDivReduction
    /// Whether targets are logarithms of probabilities.
    public let logTarget: Bool

    public init(reduction: KLDivReduction = .mean, logTarget: Bool = false) {
        self.reduction = reduction
        self.logTarget = logTarget
    }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try klDiv(prediction, target, reduction: reduction, logTarget: logTarget)
    }
}

extension KLDivLoss {
    public static var samples: [LossSample<KLDivLoss>] {
        get throws {
            let x = try Samples.values([4, 3], in: -3...0)
            return try [false, true].map { logTarget in
                let range = logTarget ? -3.0...0 : 0.1...0.9
                let target = try Samples.values([4, 3], in: range, seed: 1)
                return LossSample("logTarget \(logTarget)", prediction: x, target: target) {
                    let reduction: KLDivReduction =
                        switch $0 {
                        case .none: .none
                        case .mean: .mean
                        case .sum: .sum
                        }
                    _ = $1
                    return KLDivLoss(reduction: reduction, logTarget: logTarget)
                }
            }
        }
    }
}
