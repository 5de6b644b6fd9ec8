import Layers
import Testing

struct StandardLayersTests {
    /// `StandardLayers` is found by linking: nothing here names it.
    @Test func layersAreFoundByName() {
        #expect(
            Runtime.registry.names(of: .layer) == [
                "BatchNorm1d", "BatchNorm2d", "Conv2d", "Dropout", "Flatten", "GELU", "Identity",
                "LayerNorm", "LeakyReLU", "Linear", "LogSoftmax", "MaxPool2d", "ReLU",
                "Sequential", "Sigmoid", "Softmax", "Tanh",
            ])
        #expect(Runtime.failures.isEmpty)
    }

    @Test func everyLayerIsBuiltFromItsOwnSpecification() throws {
        let model = try Sequential(
            BatchNorm1d(3, momentum: nil), BatchNorm2d(3), Conv2d(2, 4, kernelSize: Size2(3, 1)),
            Dropout(0.25), Flatten(startDim: 0), GELU(approximate: .tanh), Identity(),
            LayerNorm([2, 3], bias: false), LeakyReLU(0.2), Linear(3, 4, bias: false),
            LogSoftmax(dim: 1), MaxPool2d(2, ceilMode: true), ReLU(), Sequential(ReLU()),
            Sigmoid(), Softmax(dim: 0), Tanh())
        let specification = try model.specification()
        #expect(specification.layers.map(\.type) == Runtime.registry.names(of: .layer))
        let copy = try Sequential(specification)
        #expect(try copy.specification() == specification)
        #expect(copy.stateDict().keys == model.stateDict().keys)
    }
}
