import Layers
import Testing

struct StandardLayersTests {
    /// `StandardLayers` is found by linking: nothing here names it.
    @Test func layersAreFoundByName() {
        #expect(
            Runtime.registry.names(of: .layer) == [
                "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d",
                "AvgPool1d", "AvgPool2d", "BatchNorm1d", "BatchNorm2d", "CELU", "Conv1d", "Conv2d",
                "Dropout", "ELU", "Embedding", "Flatten", "GELU", "GLU", "GRU", "Hardshrink",
                "Hardsigmoid", "Hardswish", "Hardtanh", "Identity", "LSTM", "LayerNorm",
                "LeakyReLU", "Linear", "LogSigmoid", "LogSoftmax", "MaxPool1d", "MaxPool2d", "Mish",
                "MultiheadAttention", "PReLU", "RNN", "RReLU", "ReLU", "ReLU6", "SELU",
                "Sequential", "SiLU", "Sigmoid", "Softmax", "Softmax2d", "Softmin", "Softplus",
                "Softshrink", "Softsign", "Tanh", "Tanhshrink", "Threshold",
            ])
        #expect(Runtime.failures.isEmpty)
    }

    @Test func everyLayerIsBuiltFromItsOwnSpecification() throws {
        let model = try Sequential(
            AdaptiveAvgPool1d(2), AdaptiveAvgPool2d(1), AdaptiveMaxPool1d(2),
            AdaptiveMaxPool2d(Size2(1, 2)), AvgPool1d(2, ceilMode: true),
            AvgPool2d(2, divisorOverride: 3), BatchNorm1d(3, momentum: nil), BatchNorm2d(3),
            CELU(0.5), Conv1d(4, 2, kernelSize: 3, dilation: 2, groups: 2),
            Conv2d(2, 4, kernelSize: Size2(3, 1), padding: .same, paddingMode: .reflect),
            Dropout(0.25), ELU(0.5), Embedding(3, 2, paddingIdx: -1), Flatten(startDim: 0),
            GELU(approximate: .tanh), GLU(dim: 1), GRU(2, 3, numLayers: 2), Hardshrink(0.3),
            Hardsigmoid(), Hardswish(), Hardtanh(-2, 2), Identity(),
            LSTM(2, 3, bidirectional: true), LayerNorm([2, 3], bias: false), LeakyReLU(0.2),
            Linear(3, 4, bias: false), LogSigmoid(), LogSoftmax(dim: 1), MaxPool1d(3, padding: 1),
            MaxPool2d(2, ceilMode: true), Mish(), MultiheadAttention(4, 2), PReLU(3),
            RNN(2, 3, nonlinearity: .relu), RReLU(0.1, 0.2), ReLU(), ReLU6(), SELU(),
            Sequential(ReLU()), SiLU(), Sigmoid(), Softmax(dim: 0), Softmax2d(), Softmin(dim: 0),
            Softplus(beta: 2), Softshrink(0.3), Softsign(), Tanh(), Tanhshrink(), Threshold(1, 2))
        let specification = try model.specification()
        #expect(specification.layers.map(\.type) == Runtime.registry.names(of: .layer))
        let copy = try Sequential(specification)
        #expect(try copy.specification() == specification)
        #expect(copy.stateDict().keys == model.stateDict().keys)
    }
}
