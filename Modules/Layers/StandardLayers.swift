/// The layers of this package, found by name in every program that links this module.
public enum StandardLayers: Plugin {
    public static let name = "StandardLayers"
    public static let rank = 0

    public static func install(into registry: inout Registry) throws {
        try registry.register(layer: AdaptiveAvgPool1d.self)
        try registry.register(layer: AdaptiveAvgPool2d.self)
        try registry.register(layer: AdaptiveMaxPool1d.self)
        try registry.register(layer: AdaptiveMaxPool2d.self)
        try registry.register(layer: AvgPool1d.self)
        try registry.register(layer: AvgPool2d.self)
        try registry.register(layer: BatchNorm1d.self)
        try registry.register(layer: BatchNorm2d.self)
        try registry.register(layer: ChannelShuffle.self)
        try registry.register(layer: Conv1d.self)
        try registry.register(layer: Conv2d.self)
        try registry.register(layer: Dropout.self)
        try registry.register(layer: Embedding.self)
        try registry.register(layer: Flatten.self)
        try registry.register(layer: Fold.self)
        try registry.register(layer: GELU.self)
        try registry.register(layer: GRU.self)
        try registry.register(layer: Identity.self)
        try registry.register(layer: LSTM.self)
        try registry.register(layer: LayerNorm.self)
        try registry.register(layer: LeakyReLU.self)
        try registry.register(layer: Linear.self)
        try registry.register(layer: LogSoftmax.self)
        try registry.register(layer: MaxPool1d.self)
        try registry.register(layer: MaxPool2d.self)
        try registry.register(layer: MultiheadAttention.self)
        try registry.register(layer: PixelShuffle.self)
        try registry.register(layer: PixelUnshuffle.self)
        try registry.register(layer: RNN.self)
        try registry.register(layer: ReLU.self)
        try registry.register(layer: Sigmoid.self)
        try registry.register(layer: Softmax.self)
        try registry.register(layer: Tanh.self)
        try registry.register(layer: Unflatten.self)
        try registry.register(layer: Unfold.self)
        // Not a ConfigurableLayer: built from layers, it need not have a configuration.
        try registry.register(Sequential.builder, named: Sequential.layerName, kind: .layer)
    }
}

#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let record: @convention(c) () -> Void = {
        Runtime.registerLinked(StandardLayers.self)
    }
#else
    @section("linalgkit_plugins")
    @used private let record: @convention(c) () -> Void = {
        Runtime.registerLinked(StandardLayers.self)
    }
#endif
