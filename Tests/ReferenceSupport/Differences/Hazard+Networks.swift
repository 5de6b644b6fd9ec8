import Optimizers

extension Hazard {
    /// Hazards of layers and optimizers.
    static let networks: [Hazard] = [
        Hazard("dropout with p = 1, of ∞ and NaN too", .operation("dropout")),
        Hazard("dropout with p outside 0…1", .operation("dropout", "no probability")),
        Hazard("batch norm of one value per channel", .operation("batchNorm", "one value")),
        Hazard("batch norm of one image", .operation("batchNorm", "1x2x5")),
        Hazard("batch norm of no images", .operation("batchNorm", "no rows")),
        Hazard("batch norm of constants", .operation("batchNorm", "constants")),
        Hazard(
            "running variance is unbiased", .fixture(.layers, "BatchNorm1d", "training"),
            .fixture(.layers, "BatchNorm2d", "training")),
        Hazard("batch norm of ∞ and NaN", .operation("batchNorm")),
        Hazard("layer norm of constants, with ε = 0 too", .operation("layerNorm", "constants")),
        Hazard(
            "layer norm of 10²⁰ in float32", .operation("layerNorm", "overflow"),
            .difference("layer-norm-of-huge-numbers")),
        Hazard("group norm of groups that do not divide", .operation("groupNorm", "groups")),
        Hazard(
            "max-pooling of ties, NaN and −∞", .operation("maxPool2d", "ties and NaN"),
            .operation("maxPool2d", "infinities")),
        Hazard(
            "convolution with a kernel beyond the input",
            .operation("conv1d", "a kernel beyond the input"),
            .operation("conv2d", "a kernel beyond the input")),
        Hazard(
            "convolution with stride 0, negative padding", .operation("conv2d", "stride 0"),
            .operation("conv2d", "negative padding")),
        Hazard(
            "convolution with channels or groups that do not fit", .operation("conv2d", "channels"),
            .operation("conv2d", "groups")),
        Hazard("convolution of no images", .operation("conv2d", "no images")),
        Hazard(
            "attention with a row that is masked",
            .operation("scaledDotProductAttention", "a masked row")),
        Hazard(
            "Adam with ε = 0; gradients of 0, 10⁻³⁰, 10³⁰, ∞ and NaN",
            .fixture(.optimizers, "Adam", "hazards"), .fixture(.optimizers, "AdamW", "hazards"),
            .fixture(.optimizers, "RMSprop", "hazards"), .fixture(.optimizers, "SGD", "hazards")),
        Hazard(
            "parameters without a gradient are left alone",
            .check {
                let x = Parameter(try .ones(2))
                try Adam([x], lr: 0.1, weightDecay: 0.5).step()
                return x.value.toArray(as: Double.self) == [1, 1]
            }),
        Hazard(
            "negative rates, β = 1, negative ε and decay are refused",
            .check {
                let x = Parameter(try .ones(1))
                return refuses { _ = try Adam([x], lr: -1) }
                    && refuses { _ = try Adam([x], betas: (1, 0.999)) }
                    && refuses { _ = try Adam([x], betas: (0.9, 1)) }
                    && refuses { _ = try Adam([x], eps: -1e-8) }
                    && refuses { _ = try Adam([x], weightDecay: -1) }
            }),
        Hazard("infinite rates", .difference("options-without-end")),
        Hazard("a parameter given twice", .difference("a-parameter-twice")),
        Hazard(
            "no parameters are refused", .check { refuses { _ = try SGD([Parameter](), lr: 0.1) } }),
        Hazard(
            "clipping gradients of 0, of ∞ and NaN", .fixture(.optimizers, "clipGradNorm", "zeros"),
            .fixture(.optimizers, "clipGradNorm", "inf"),
            .fixture(.optimizers, "clipGradNorm", "nan"),
            .difference("clipping-of-infinity")),
    ]
}
