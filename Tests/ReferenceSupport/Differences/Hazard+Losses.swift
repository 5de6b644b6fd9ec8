extension Hazard {
    /// Hazards of losses.
    static let losses: [Hazard] = [
        Hazard(
            "cross-entropy where some or all targets are ignored", .crossEntropy("some ignored"),
            .crossEntropy("all ignored")),
        Hazard("cross-entropy of no rows", .crossEntropy("no rows")),
        Hazard(
            "labels that are no class", .crossEntropy("a label too large"),
            .crossEntropy("a label below 0")),
        Hazard("labels that are floats", .crossEntropy("labels of floats")),
        Hazard("labels of int32", .difference("types-of-integers")),
        Hazard("cross-entropy of logits of 10⁵", .crossEntropy("large logits")),
        Hazard("cross-entropy with the target on −∞", .crossEntropy("target on -inf")),
        Hazard("label smoothing with a logit of −∞", .crossEntropy("smoothing and -inf")),
        Hazard("cross-entropy of ∞ and NaN", .crossEntropy("not finite")),
        Hazard("weights of 0", .crossEntropy("weights of 0")),
        Hazard(
            "binary cross-entropy of ±1000, of p = 0",
            .fixture(.losses, "BCEWithLogitsLoss", "hazards"),
            .fixture(.losses, "BCELoss", "hazards")),
        Hazard(
            "probabilities outside 0...1", .fixture(.losses, "BCELoss", "above 1"),
            .fixture(.losses, "BCELoss", "below 0")),
        Hazard("a variance of 0", .fixture(.losses, "GaussianNLLLoss", "small variances")),
        Hazard("the soft margin of ±1000", .fixture(.losses, "SoftMarginLoss", "far out")),
        Hazard(
            "mean squared error of shapes that differ", .fixture(.losses, "MSELoss", "shapes"),
            .difference("losses-of-other-shapes")),
        Hazard("mean squared error of nothing", .fixture(.losses, "MSELoss", "nothing")),
        Hazard("mean squared error of ∞ and NaN", .fixture(.losses, "MSELoss", "hazards")),
        Hazard("Kullback–Leibler divergence with t = 0", .fixture(.losses, "KLDivLoss", "zeros")),
        Hazard("smooth L1 with β = 0", .fixture(.losses, "SmoothL1Loss", "hazards")),
    ]
}
