/// The losses of this package, found by name in every program that links this module.
public enum StandardLosses: Plugin {
    public static let name = "StandardLosses"
    public static let rank = 0

    public static func install(into registry: inout Registry) throws {
        try registry.register(loss: BCELoss.self)
        try registry.register(loss: BCEWithLogitsLoss.self)
        try registry.register(loss: CTCLoss.self)
        try registry.register(loss: CosineEmbeddingLoss.self)
        try registry.register(loss: CrossEntropyLoss.self)
        try registry.register(loss: GaussianNLLLoss.self)
        try registry.register(loss: HingeEmbeddingLoss.self)
        try registry.register(loss: HuberLoss.self)
        try registry.register(loss: KLDivLoss.self)
        try registry.register(loss: L1Loss.self)
        try registry.register(loss: MSELoss.self)
        try registry.register(loss: MarginRankingLoss.self)
        try registry.register(loss: MultiLabelMarginLoss.self)
        try registry.register(loss: MultiLabelSoftMarginLoss.self)
        try registry.register(loss: MultiMarginLoss.self)
        try registry.register(loss: NLLLoss.self)
        try registry.register(loss: PoissonNLLLoss.self)
        try registry.register(loss: SmoothL1Loss.self)
        try registry.register(loss: SoftMarginLoss.self)
        try registry.register(loss: TripletMarginLoss.self)
        try registry.register(loss: TripletMarginWithDistanceLoss.self)
    }
}

#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let record: @convention(c) () -> Void = {
        Runtime.registerLinked(StandardLosses.self)
    }
#else
    @section("linalgkit_plugins")
    @used private let record: @convention(c) () -> Void = {
        Runtime.registerLinked(StandardLosses.self)
    }
#endif
