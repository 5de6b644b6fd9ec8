import Layers
import Testing

struct StandardLayersTests {
    /// `StandardLayers` is found by linking: nothing here names it.
    @Test func layersAreFoundByName() {
        #expect(
            Runtime.registry.names(of: .layer) == [
                "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d",
                "AlphaDropout", "AvgPool1d", "AvgPool2d", "BatchNorm1d", "BatchNorm2d",
                "BatchNorm3d", "CircularPad1d", "CircularPad2d", "ConstantPad1d", "ConstantPad2d",
                "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "Dropout",
                "Dropout1d", "Dropout2d", "Dropout3d", "Embedding", "EmbeddingBag",
                "FeatureAlphaDropout", "Flatten", "GELU", "GRU", "GroupNorm", "Identity",
                "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LSTM", "LayerNorm",
                "LeakyReLU", "Linear", "LocalResponseNorm", "LogSoftmax", "MaxPool1d",
                "MaxPool2d", "MultiheadAttention", "RMSNorm", "RNN", "ReLU",
                "ReflectionPad1d", "ReflectionPad2d", "ReplicationPad1d", "ReplicationPad2d",
                "RotaryEmbedding", "Sequential", "Sigmoid", "SinusoidalPositionalEncoding",
                "Softmax", "Tanh", "TransformerEncoder", "TransformerEncoderLayer", "Upsample",
                "ZeroPad1d", "ZeroPad2d",
            ])
        #expect(Runtime.failures.isEmpty)
    }

    @Test func everyLayerIsBuiltFromItsOwnSpecification() throws {
        let layers: [any Layer] = [
            try AdaptiveAvgPool1d(2),
            try AdaptiveAvgPool2d(1),
            try AdaptiveMaxPool1d(2),
            try AdaptiveMaxPool2d(Size2(1, 2)),
            try AlphaDropout(0.1),
            try AvgPool1d(2, ceilMode: true),
            try AvgPool2d(2, divisorOverride: 3),
            try BatchNorm1d(3, momentum: nil),
            try BatchNorm2d(3),
            try BatchNorm3d(2, affine: false),
            try CircularPad1d(1),
            try CircularPad2d([1, 0, 2, 1]),
            try ConstantPad1d(2, value: 0.5),
            try ConstantPad2d(1, value: -1),
            try Conv1d(4, 2, kernelSize: 3, dilation: 2, groups: 2),
            try Conv2d(2, 4, kernelSize: Size2(3, 1), padding: .same, paddingMode: .reflect),
            try Conv3d(2, 4, kernelSize: Size3(1, 2, 3), padding: .same),
            try ConvTranspose1d(2, 4, kernelSize: 3, stride: 2, outputPadding: 1),
            try ConvTranspose2d(2, 4, kernelSize: Size2(2, 3), groups: 2, dilation: 2),
            try Dropout(0.25),
            try Dropout1d(0.2),
            try Dropout2d(),
            try Dropout3d(0),
            try Embedding(3, 2, paddingIdx: -1),
            try EmbeddingBag(3, 2, mode: .max, paddingIdx: 0),
            try FeatureAlphaDropout(),
            Flatten(startDim: 0),
            GELU(approximate: .tanh),
            try GRU(2, 3, numLayers: 2),
            try GroupNorm(2, 4),
            Identity(),
            try InstanceNorm1d(2),
            try InstanceNorm2d(2, affine: true),
            try InstanceNorm3d(2, trackRunningStats: true),
            try LSTM(2, 3, bidirectional: true),
            try LayerNorm([2, 3], bias: false),
            LeakyReLU(0.2),
            try Linear(3, 4, bias: false),
            try LocalResponseNorm(2, k: 2),
            LogSoftmax(dim: 1),
            try MaxPool1d(3, padding: 1),
            try MaxPool2d(2, ceilMode: true),
            try MultiheadAttention(4, 2),
            try RMSNorm([2, 3], eps: 1e-6),
            try RNN(2, 3, nonlinearity: .relu),
            ReLU(),
            try ReflectionPad1d(1),
            try ReflectionPad2d(1),
            try ReplicationPad1d(1),
            try ReplicationPad2d([0, 1, 0, 1]),
            try RotaryEmbedding(4, pairing: .halves),
            Sequential(ReLU()),
            Sigmoid(),
            try SinusoidalPositionalEncoding(4, batchFirst: true),
            Softmax(dim: 0),
            Tanh(),
            try TransformerEncoder(
                .init(dModel: 4, nhead: 2), numLayers: 2, norm: .init(normalizedShape: [4])),
            try TransformerEncoderLayer(4, 2, activation: .gelu, normFirst: true),
            try Upsample(scaleFactor: 2, mode: .bilinear),
            try ZeroPad1d([1, 2]),
            try ZeroPad2d(1),
        ]
        let model = Sequential(layers)
        let specification = try model.specification()
        #expect(specification.layers.map(\.type) == Runtime.registry.names(of: .layer))
        let copy = try Sequential(specification)
        #expect(try copy.specification() == specification)
        #expect(copy.stateDict().keys == model.stateDict().keys)
    }
}
