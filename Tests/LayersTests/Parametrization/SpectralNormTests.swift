import Layers
import TestSupport
import Testing

struct SpectralNormTests {
    /// In training the estimate moves, so that difference quotients are taken in evaluation.
    @Test func gradientsInEvaluation() throws {
        let layer = try spectralNorm(
            Linear(3, 2, generator: Generator(seed: 1)), generator: Generator(seed: 2))
        layer.eval()
        try checkGradients(of: makeDouble(layer), at: sample([4, 3]))
        let vector = try spectralNorm(makeDouble(BatchNorm1d(3))).eval()
        try checkGradients(of: vector, at: sample([4, 3]))
    }

    @Test func theLargestSingularValueBecomesOne() throws {
        let layer = try makeDouble(Linear(2, 2, bias: false))
        // Of singular values 5 and 1, turned.
        layer.weight = try constant([3, -0.8, 4, 0.6], [2, 2])
        try spectralNorm(layer, generator: Generator(seed: 1))
        for _ in 0..<10 { _ = layer.weight }
        #expect(near(layer.weight.values, [0.6, -0.16, 0.8, 0.12], within: 1e-12))
    }

    @Test func readingImprovesTheEstimateInTrainingOnly() throws {
        let layer = try spectralNorm(
            Linear(8, 8, generator: Generator(seed: 1)), generator: Generator(seed: 2))
        let first = layer.weight.values
        #expect(layer.weight.values != first)
        layer.eval()
        let second = layer.weight.values
        #expect(layer.weight.values == second)
    }

    @Test func namesAreAsInPyTorch() throws {
        let layer = try spectralNorm(Conv2d(2, 3, kernelSize: 2))
        #expect(
            layer.stateDict().keys == [
                "bias", "parametrizations.weight.original", "parametrizations.weight.0._u",
                "parametrizations.weight.0._v",
            ])
        #expect(layer.stateDict()["parametrizations.weight.0._v"]?.shape == [8])
        let other = try spectralNorm(Conv2d(2, 3, kernelSize: 2), dim: 1)
        #expect(other.stateDict()["parametrizations.weight.0._v"]?.shape == [12])
        #expect(
            try spectralNorm(LayerNorm(3)).stateDict().keys == [
                "bias", "parametrizations.weight.original",
            ])
    }

    @Test func anotherLayerWithTheSameStateGivesTheSame() throws {
        let (a, b) = (try spectralNorm(Linear(3, 4)), try spectralNorm(Linear(3, 4)))
        try b.loadStateDict(a.stateDict())
        let x = try sample([2, 3]).to(dtype: .float32)
        #expect(try a(x).values == b(x).values)
        #expect(bits(of: a) == bits(of: b))
    }

    @Test func assigningSetsWhatIsNormalized() throws {
        let layer = try spectralNorm(Linear(2, 1, bias: false))
        layer.weight = try Tensor([[3.0, 4.0]])
        #expect(near(layer.weight.values, [0.6, 0.8], within: 1e-6))
    }

    @Test func rejectsWhatDoesNotFit() throws {
        #expect(
            errorText { try spectralNorm(Linear(2, 1), nPowerIterations: 0) }
                == "spectralNorm: expected at least one power iteration; got 0.")
        #expect(
            errorText { try spectralNorm(Linear(2, 1), dim: -3) }
                == "spectralNorm: expected a dim of [1, 2]; got -3.")
        #expect(errorText { try spectralNorm(Linear(2, 1), name: "w") }.contains("\"w\""))
    }

    @Test func smallWeightsInHalfPrecisionAreNormalised() throws {
        let layer = try Linear(2, 2)
        layer.weight = try Tensor([[2e-4, 0], [0, 1e-4]], dtype: .float16)
        try spectralNorm(layer)
        #expect(near(layer.weight.values, [1, 0, 0, 0.5], within: 2e-2))
    }
}
