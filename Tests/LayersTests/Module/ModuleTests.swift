import Layers
import Optimizers
import TestSupport
import Testing

private final class Tied: Layer {
    let encoder: Linear
    let decoder: Linear
    let shared: Linear
    init() throws {
        encoder = try Linear(2, 2, bias: false)
        decoder = try Linear(2, 2, bias: false)
        shared = encoder
    }
    func forward(_ input: Tensor) throws -> Tensor { try shared(decoder(encoder(input))) }
}

private final class Changeable: Module {
    var bias: Parameter?
    let scale: Parameter
    init() throws {
        bias = Parameter(try .zeros(3))
        scale = Parameter(try .ones(3))
    }
}

struct ModuleTests {
    @Test("seed defect 31: tied parameters count once and are stepped once")
    func tiedParameters() throws {
        let model = try Tied()
        #expect(model.parameters().count == 2 && model.parameterCount == 8)
        #expect(model.parameters().names == ["encoder.weight", "decoder.weight"])
        #expect(model.stateDict().keys == ["encoder.weight", "decoder.weight", "shared.weight"])
        let before = model.encoder.weight.values
        let optimizer = try SGD(model.parameters(), lr: 0.5)
        try model.encoder.weight.sum().backward()
        try optimizer.step()
        #expect(near(model.encoder.weight.values, before.map { $0 - 0.5 }, within: 1e-6))
    }

    @Test("seed defect 31: a parameter given to an optimizer twice is refused")
    func duplicatedParameters() throws {
        let layer = try Linear(2, 2)
        let cells = Array(layer.parameters())
        #expect(errorText { _ = try SGD(cells + cells) }.contains("each parameter once"))
        let groups = [ParameterGroup<SGD.Options>(cells), ParameterGroup<SGD.Options>(cells)]
        #expect(errorText { _ = try SGD(groups) }.contains("each parameter once"))
    }

    @Test("seed defect 32: a parameter that is set to nil is gone")
    func removedParameters() throws {
        let module = try Changeable()
        #expect(module.parameters().names == ["bias", "scale"])
        module.bias = nil
        #expect(module.parameters().names == ["scale"])
        #expect(module.stateDict().keys == ["scale"])
    }

    @Test func trainingBelongsToTheModule() throws {
        let (one, other) = (try Sequential(Dropout(0.5), ReLU()), try Sequential(Dropout(0.5)))
        #expect(one.isInTraining && other.isInTraining)
        one.eval()
        #expect(!one.isInTraining && other.isInTraining)
        #expect(try one(constant([1, 2])).values == [1, 2])
        one.train()
        #expect(one.isInTraining)
        #expect(ReLU().isInTraining, "true where nothing differs")
    }

    @Test func evaluationReachesEveryModule() throws {
        let (dropout, norm) = (try Dropout(0.5), try BatchNorm1d(2))
        Sequential(Sequential(dropout), norm).eval()
        #expect(!dropout.isTraining && !norm.isTraining)
    }

    @Test func gradientsAreCleared() throws {
        let layer = try Linear(2, 2)
        try layer(.ones(1, 2)).sum().backward()
        #expect(layer.parameters().allSatisfy { $0.grad != nil })
        layer.zeroGrad()
        #expect(layer.parameters().allSatisfy { $0.grad == nil })
    }

    @Test func optimizersLeaveFrozenParametersAlone() throws {
        let model = try Sequential(Linear(2, 2), Linear(2, 2))
        let optimizer = try AdamW(model.parameters(), lr: 0.5)
        try model[0].requiresGrad(false)
        let frozen = try bits(of: model[0])
        try model(.ones(1, 2)).sum().backward()
        try optimizer.step()
        #expect(try bits(of: model[0]) == frozen)
        // Nothing of the frozen layer is recorded, so nothing of it is computed backward.
        #expect(try !model[0](.ones(1, 2)).requiresGrad)
        try model[0].requiresGrad(true)
        try model(.ones(1, 2)).sum().backward()
        try optimizer.step()
        #expect(try bits(of: model[0]) != frozen)
    }

    @Test func frozenParametersGatherNothing() throws {
        let model = try Sequential(Linear(2, 2), Linear(2, 2))
        model.layers[0].requiresGrad(false)
        try model(.ones(1, 2)).sum().backward()
        let gradients = model.namedParameters().filter { $0.parameter.grad != nil }
        #expect(gradients.map(\.name) == ["1.weight", "1.bias"])
        model.requiresGrad(true)
        #expect(model.parameters().allSatisfy { $0.requiresGrad })
    }
}
