/// The layers of this package, found by name in every program that links this module.
public enum StandardLayers: Plugin {
    public static let name = "StandardLayers"
    public static let rank = 0

    public static func install(into registry: inout Registry) throws {
        try registry.register(layer: AdaptiveAvgPool1d.self)
        try registry.register(layer: AdaptiveAvgPool2d.self)
        try registry.register(layer: AdaptiveMaxPool1d.self)
        try registry.register(layer: AdaptiveMaxPool2d.self)
        try registry.register(layer: AlphaDropout.self)
        try registry.register(layer: AvgPool1d.self)
        try registry.register(layer: AvgPool2d.self)
        try registry.register(layer: BatchNorm1d.self)
        try registry.register(layer: BatchNorm2d.self)
        try registry.register(layer: BatchNorm3d.self)
        try registry.register(layer: CircularPad1d.self)
        try registry.register(layer: CircularPad2d.self)
        try registry.register(layer: ConstantPad1d.self)
        try registry.register(layer: ConstantPad2d.self)
        try registry.register(layer: Conv1d.self)
        try registry.register(layer: Conv2d.self)
        try registry.register(layer: Conv3d.self)
        try registry.register(layer: ConvTranspose1d.self)
        try registry.register(layer: ConvTranspose2d.self)
        try registry.register(layer: Dropout.self)
        try registry.register(layer: Dropout1d.self)
        try registry.register(layer: Dropout2d.self)
        try registry.register(layer: Dropout3d.self)
        try registry.register(layer: Embedding.self)
        try registry.register(layer: EmbeddingBag.self)
        try registry.register(layer: FeatureAlphaDropout.self)
        try registry.register(layer: Flatten.self)
        try registry.register(layer: GELU.self)
        try registry.register(layer: GRU.self)
        try registry.register(layer: GroupNorm.self)
        try registry.register(layer: Identity.self)
        try registry.register(layer: InstanceNorm1d.self)
        try registry.register(layer: InstanceNorm2d.self)
        try registry.register(layer: InstanceNorm3d.self)
        try registry.register(layer: LSTM.self)
        try registry.register(layer: LayerNorm.self)
        try registry.register(layer: LeakyReLU.self)
        try registry.register(layer: Linear.self)
        try registry.register(layer: LocalResponseNorm.self)
        try registry.register(layer: LogSoftmax.self)
        try registry.register(layer: MaxPool1d.self)
        try registry.register(layer: MaxPool2d.self)
        try registry.register(layer: MultiheadAttention.self)
        try registry.register(layer: RMSNorm.self)
        try registry.register(layer: RNN.self)
        try registry.register(layer: ReLU.self)
        try registry.register(layer: ReflectionPad1d.self)
        try registry.register(layer: ReflectionPad2d.self)
        try registry.register(layer: ReplicationPad1d.self)
        try registry.register(layer: ReplicationPad2d.self)
        try registry.register(layer: RotaryEmbedding.self)
        try registry.register(layer: Sigmoid.self)
        try registry.register(layer: SinusoidalPositionalEncoding.self)
        try registry.register(layer: Softmax.self)
        try registry.register(layer: Tanh.self)
        try registry.register(layer: TransformerEncoder.self)
        try registry.register(layer: TransformerEncoderLayer.self)
        try registry.register(layer: Upsample.self)
        try registry.register(layer: ZeroPad1d.self)
        try registry.register(layer: ZeroPad2d.self)
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
