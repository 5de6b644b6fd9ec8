import Layers
import TestSupport
import Testing

struct RNNTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: RNN.self) }

    @Test func theFunctionIsAnOption() throws {
        let x = try constant([3, -3], [2, 1, 1])
        for (function, expected) in [
            (RNN.Nonlinearity.tanh, [0.995_054_753_686_730_5, -0.995_054_753_686_730_5]),
            (.relu, [3, 0]),
        ] {
            let layer = try makeDouble(RNN(1, 1, nonlinearity: function, bias: false))
            try layer.loadStateDict([
                "weight_ih_l0": constant([1], [1, 1]), "weight_hh_l0": constant([0], [1, 1]),
            ])
            #expect(near(try layer(x).values, expected))
        }
    }

    @Test func optionsOfTheLayersStandBesideTheFunction() throws {
        let model = try Sequential(
            json: """
                {"layers": [{"type": "RNN", "inputSize": 2, "hiddenSize": 3, "nonlinearity": "relu"},
                 {"type": "RNN", "inputSize": 3, "hiddenSize": 1, "bias": false}]}
                """)
        let options = model.layers.compactMap { ($0 as? RNN)?.configuration }
        #expect(options.map(\.nonlinearity) == [.relu, .tanh])
        #expect(options.map(\.layers.hiddenSize) == [3, 1] && !options[1].layers.bias)
    }

    @Test func gradients() throws {
        try checkGradients(of: RNN(2, 3, bidirectional: true), at: sample([2, 2, 2]))
    }
}
