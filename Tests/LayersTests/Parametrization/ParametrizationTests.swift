import Layers
import TestSupport
import Testing

struct ParametrizationTests {
    @Test func theValueStaysWhenANormIsRemoved() throws {
        let layer = try weightNorm(makeDouble(Linear(3, 2)))
        let value = layer.weight.values
        #expect(try removeParametrizations(layer) === layer)
        #expect(layer.weight.values == value && layer.weight.isLeaf && layer.weight.requiresGrad)
        #expect(layer.stateDict().keys == ["weight", "bias"])
        try weightNorm(layer)
        #expect(near(layer.weight.values, value))
    }

    @Test func orWhatItWasComputedFromComesBack() throws {
        let layer = try Linear(3, 2)
        let value = layer.weight.values
        try spectralNorm(layer)
        try removeParametrizations(layer, leaveParametrized: false)
        #expect(layer.weight.values == value)
        try weightNorm(layer)
        #expect(
            errorText { try removeParametrizations(layer, leaveParametrized: false) }
                == "removeParametrizations: expected leaveParametrized: true for \"weight\"; got "
                + "false. It is computed from several tensors.")
    }

    @Test func rejectsWhatIsNotParametrized() throws {
        #expect(
            errorText { try removeParametrizations(Linear(1, 1)) }
                == "removeParametrizations: expected a parametrized parameter of Linear; got "
                + "\"weight\". They are [].")
    }

    @Test func aSpecificationWouldLoseIt() throws {
        let model = try Sequential(weightNorm(Linear(2, 1)))
        #expect(
            errorText { _ = try model.specification() }.contains(
                "got \"0.weight\", which is normalised"))
    }

    @Test func conversionAndFunctionalCallsReachTheOriginals() throws {
        let layer = try weightNorm(Linear(2, 1, bias: false)).to(dtype: .float64)
        #expect(layer.weight.dtype == .float64)
        let g = "parametrizations.weight.original0"
        let size = try layer.functionalCall([g: constant([0], [1, 1])]) { layer.weight.values }
        #expect(size == [0, 0])
    }
}
