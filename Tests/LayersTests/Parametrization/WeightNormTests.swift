import GradientCheck
import Layers
import TestSupport
import Testing

struct WeightNormTests {
    @Test func passesTheLayerCheck() throws {
        for dim in [0, 1, nil] {
            try checkLayer(
                "weightNorm", input: sample([4, 3]), refusing: [[4, 2]],
                options: LayerCheckOptions(order: 2)
            ) { generator in try weightNorm(Linear(3, 2, generator: generator), dim: dim) }
        }
    }

    @Test func theWeightStaysAndIsMadeOfTwo() throws {
        let layer = try makeDouble(Linear(2, 2))
        layer.weight = try constant([3, 4, 6, 8], [2, 2])
        try weightNorm(layer)
        let state = layer.stateDict()
        #expect(
            state.keys == [
                "bias", "parametrizations.weight.original0", "parametrizations.weight.original1",
            ])
        #expect(state["parametrizations.weight.original0"]?.values == [5, 10])
        #expect(state["parametrizations.weight.original0"]?.shape == [2, 1])
        #expect(near(layer.weight.values, [3, 4, 6, 8]))
        #expect(layer.parameters().names.count == 3 && layer.parameterCount == 8)
    }

    @Test func sizeAndDirectionAreApart() throws {
        let layer = try weightNorm(makeDouble(Linear(2, 1, bias: false)))
        try layer.loadStateDict([
            "parametrizations.weight.original0": constant([10], [1, 1]),
            "parametrizations.weight.original1": constant([300, 400], [1, 2]),
        ])
        #expect(near(layer.weight.values, [6, 8]))
    }

    @Test func assigningSetsBothParts() throws {
        let layer = try weightNorm(makeDouble(Linear(2, 1, bias: false)))
        layer.weight = try constant([3, 4], [1, 2])
        #expect(near(layer.weight.values, [3, 4]))
        #expect(layer.stateDict()["parametrizations.weight.original0"]?.values == [5])
    }

    @Test func namesOfInnerModules() throws {
        let model = try Sequential(Linear(2, 2), weightNorm(Linear(2, 1)))
        #expect(
            model.stateDict().keys.suffix(3) == [
                "1.bias", "1.parametrizations.weight.original0",
                "1.parametrizations.weight.original1",
            ])
        try weightNorm(model, name: "0.bias", dim: nil)
        #expect(model.parameters().names.contains("0.parametrizations.bias.original0"))
        let recurrent = try weightNorm(GRU(2, 3), name: "weight_hh_l0")
        #expect(recurrent.parameters().names.contains("parametrizations.weight_hh_l0.original1"))
        #expect(try recurrent(.ones(4, 1, 2)).shape == [4, 1, 3])
    }

    @Test func frozenWeightsStayFrozen() throws {
        let layer = try Linear(2, 1)
        layer.requiresGrad(false)
        try weightNorm(layer)
        #expect(!layer.weight.requiresGrad)
        layer.weight = try .ones(1, 2)
        #expect(!layer.weight.requiresGrad)
        layer.requiresGrad(true)
        #expect(layer.weight.requiresGrad)
    }

    @Test func rejectsWhatDoesNotFit() throws {
        #expect(
            errorText { try weightNorm(Linear(2, 1), name: "w") }
                == "weightNorm: expected a parameter of Linear; got \"w\". They are "
                + "[\"weight\", \"bias\"].")
        #expect(
            errorText { try weightNorm(Linear(2, 1), dim: 2) }
                == "weightNorm: expected a dim of [1, 2]; got 2.")
        let layer = try weightNorm(Linear(2, 1))
        #expect(errorText { try weightNorm(layer) }.contains("which is parametrized already"))
    }

    @Test func smallWeightsInHalfPrecisionKeepTheirValues() throws {
        let layer = try Linear(2, 2)
        layer.weight = try Tensor.full([2, 2], 1e-4, dtype: .float16)
        try weightNorm(layer)
        #expect(near(layer.weight.values, [1e-4, 1e-4, 1e-4, 1e-4], within: 1e-6))
    }
}
