import Layers
import Testing

struct StandardLayersTests {
    /// `StandardLayers` is found by linking: nothing here names it.
    @Test func layersAreFoundByName() {
        #expect(
            Runtime.registry.names(of: .layer) == [
                "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveMaxPool1d",
                "AdaptiveMaxPool2d", "AvgPool1d", "AvgPool2d", "BatchNorm1d", "BatchNorm2d",
                "ChannelShuffle", "Conv1d", "Conv2d", "Dropout", "Embedding", "Flatten", "Fold",
                "GELU", "GRU", "Identity", "LSTM", "LayerNorm", "LeakyReLU", "Linear",
                "LogSoftmax", "MaxPool1d", "MaxPool2d", "MultiheadAttention", "PixelShuffle",
                "PixelUnshuffle", "RNN", "ReLU", "Sequential", "Sigmoid", "Softmax", "Tanh",
                "Unflatten", "Unfold",
            ])
        #expect(Runtime.failures.isEmpty)
    }

    @Test func everyLayerIsBuiltFromItsOwnSpecification() throws {
        let model = try Sequential(
            AdaptiveAvgPool1d(2), AdaptiveAvgPool2d(1), AdaptiveMaxPool1d(2),
            AdaptiveMaxPool2d(Size2(1, 2)), AvgPool1d(2, ceilMode: true),
            AvgPool2d(2, divisorOverride: 3), BatchNorm1d(3, momentum: nil), BatchNorm2d(3),
            ChannelShuffle(2), Conv1d(4, 2, kernelSize: 3, dilation: 2, groups: 2),
            Conv2d(2, 4, kernelSize: Size2(3, 1), padding: .same, paddingMode: .reflect),
            Dropout(0.25), Embedding(3, 2, paddingIdx: -1),
            Flatten(startDim: 0), Fold(4, kernelSize: 2, padding: 1), GELU(approximate: .tanh),
            GRU(2, 3, numLayers: 2), Identity(),
            LSTM(2, 3, bidirectional: true), LayerNorm([2, 3], bias: false), LeakyReLU(0.2),
            Linear(3, 4, bias: false),
            LogSoftmax(dim: 1), MaxPool1d(3, padding: 1), MaxPool2d(2, ceilMode: true),
            MultiheadAttention(4, 2), PixelShuffle(2), PixelUnshuffle(3),
            RNN(2, 3, nonlinearity: .relu), ReLU(), Sequential(ReLU()),
            Sigmoid(), Softmax(dim: 0), Tanh(),
            Unflatten(dim: 1, [2, -1]), Unfold(Size2(2, 1), stride: 2))
        let specification = try model.specification()
        #expect(specification.layers.map(\.type) == Runtime.registry.names(of: .layer))
        let copy = try Sequential(specification)
        #expect(try copy.specification() == specification)
        #expect(copy.stateDict().keys == model.stateDict().keys)
    }
}
