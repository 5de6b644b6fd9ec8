import Losses

extension FunctionReference {
    /// Every loss, by the name it has in specifications.
    package static let losses: [FunctionReference] = [
        .loss { inputs, options in
            BCELoss(weight: inputs.count > 2 ? inputs[2] : nil, reduction: try options.reduction)
        },
        .loss { inputs, options in
            let kinds = options.text("weights")
            return BCEWithLogitsLoss(
                weight: kinds == "weight" || kinds == "both" ? inputs[2] : nil,
                posWeight: kinds == "pos_weight" || kinds == "both" ? inputs.last : nil,
                reduction: try options.reduction)
        },
        // Of logits, as in the fixture.
        .function(CTCLoss.lossName) { inputs, options in
            let loss = CTCLoss(
                blank: try options.integer("blank", or: 0), reduction: try options.reduction,
                zeroInfinity: try options.flag("zero_infinity", or: false))
            return [try loss([inputs[0].logSoftmax(dim: -1)] + inputs.dropFirst())]
        },
        .loss { _, options in
            CosineEmbeddingLoss(
                margin: try options.number("margin"), reduction: try options.reduction)
        },
        .loss { inputs, options in
            CrossEntropyLoss(
                weight: inputs.count > 2 ? inputs[2] : nil,
                ignoreIndex: try options.integer("ignore_index", or: -100),
                reduction: try options.reduction,
                labelSmoothing: try options.number("label_smoothing", or: 0))
        },
        .loss { _, options in
            GaussianNLLLoss(
                full: try options.flag("full"), eps: try options.number("eps", or: 1e-6),
                reduction: try options.reduction)
        },
        .loss { _, options in
            HingeEmbeddingLoss(
                margin: try options.number("margin"), reduction: try options.reduction)
        },
        .loss { _, options in
            HuberLoss(
                delta: try options.number("delta", or: 1), reduction: try options.reduction)
        },
        .loss { _, options in
            guard let reduction = KLDivReduction(rawValue: options.text("reduction") ?? "") else {
                throw ReferenceError("no such reduction")
            }
            return KLDivLoss(reduction: reduction, logTarget: try options.flag("log_target"))
        },
        .loss { _, options in L1Loss(reduction: try options.reduction) },
        .loss { _, options in MSELoss(reduction: try options.reduction) },
        .loss { _, options in
            MarginRankingLoss(
                margin: try options.number("margin"), reduction: try options.reduction)
        },
        .loss { _, options in MultiLabelMarginLoss(reduction: try options.reduction) },
        .loss { inputs, options in
            MultiLabelSoftMarginLoss(
                weight: inputs.count > 2 ? inputs[2] : nil, reduction: try options.reduction)
        },
        .loss { inputs, options in
            MultiMarginLoss(
                p: try options.integer("p"), margin: try options.number("margin"),
                weight: inputs.count > 2 ? inputs[2] : nil, reduction: try options.reduction)
        },
        .loss { inputs, options in
            NLLLoss(
                weight: inputs.count > 2 ? inputs[2] : nil,
                ignoreIndex: try options.integer("ignore_index", or: -100),
                reduction: try options.reduction)
        },
        .loss { _, options in
            PoissonNLLLoss(
                logInput: try options.flag("log_input"), full: try options.flag("full"),
                reduction: try options.reduction)
        },
        .loss { _, options in
            SmoothL1Loss(beta: try options.number("beta", or: 1), reduction: try options.reduction)
        },
        .loss { _, options in SoftMarginLoss(reduction: try options.reduction) },
        .loss { _, options in
            TripletMarginLoss(
                margin: try options.number("margin"), p: try options.number("p"),
                swap: try options.flag("swap"), reduction: try options.reduction)
        },
        .loss { _, options in
            TripletMarginWithDistanceLoss(
                distanceFunction: { try ($0 - $1).square().sum(dim: -1) }, margin: 3,
                swap: try options.flag("swap"), reduction: try options.reduction)
        },
    ]

    /// A loss; inputs beyond its own are weights.
    private static func loss<L: LossFunction>(
        _ make: @escaping @Sendable ([Tensor], CaseOptions) throws -> L
    ) -> FunctionReference where L.Inputs == Pair {
        .function(L.lossName) { inputs, options in
            [try make(inputs, options)(Pair(inputs[0], inputs[1]))]
        }
    }

    /// A loss of three tensors.
    private static func loss<L: LossFunction>(
        _ make: @escaping @Sendable ([Tensor], CaseOptions) throws -> L
    ) -> FunctionReference where L.Inputs == Triple {
        .function(L.lossName) { inputs, options in
            [try make(inputs, options)(Triple(inputs[0], inputs[1], inputs[2]))]
        }
    }
}
