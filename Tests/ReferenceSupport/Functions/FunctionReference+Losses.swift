import Losses

extension FunctionReference {
    /// Every loss, by the name it has in specifications.
    package static let losses: [FunctionReference] = [
        .function(CrossEntropyLoss.lossName) { inputs, options in
            let loss = CrossEntropyLoss(
                weight: inputs.count > 2 ? inputs[2] : nil,
                ignoreIndex: try options.integer("ignore_index", or: -100),
                reduction: try options.reduction,
                labelSmoothing: try options.number("label_smoothing", or: 0))
            return [try loss(inputs[0], inputs[1])]
        },
        .function(MSELoss.lossName) { inputs, options in
            [try MSELoss(reduction: try options.reduction)(inputs[0], inputs[1])]
        },
    ]
}
