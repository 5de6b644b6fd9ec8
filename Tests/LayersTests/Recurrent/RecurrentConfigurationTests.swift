import Layers
import TestSupport
import Testing

struct RecurrentConfigurationTests {
    @Test func optionsHavePyTorchsDefaults() throws {
        let model = try Sequential(
            json: #"{"layers": [{"type": "GRU", "inputSize": 2, "hiddenSize": 3}]}"#)
        let options = try #require(model.layers[0] as? GRU).configuration
        #expect(options == RecurrentConfiguration(inputSize: 2, hiddenSize: 3))
        #expect(options.numLayers == 1 && options.bias && !options.batchFirst)
        #expect(options.dropout == 0 && !options.bidirectional)
    }

    @Test func impossibleOptionsAreNamed() throws {
        #expect(
            errorText { _ = try LSTM(0, 3) }
                == "LSTM: expected an inputSize, a hiddenSize and numLayers of at least 1; got 0, 3 "
                + "and 1.")
        #expect(errorText { _ = try GRU(2, 3, numLayers: 0) }.hasPrefix("GRU: expected"))
        #expect(errorText { _ = try RNN(2, -1) }.contains("got 2, -1 and 1"))
        for size in [-1, 3, 4] {
            #expect(
                errorText { _ = try LSTM(2, 3, projSize: size) }
                    == "LSTM: expected a projSize from 0 to 2; got \(size).")
        }
        let projected = RecurrentConfiguration(inputSize: 2, hiddenSize: 3, projSize: 1)
        #expect(
            errorText { _ = try GRU(projected, generator: .default) }
                == "GRU: expected no projSize; got 1. LSTM has one.")
        #expect(errorText { _ = try GRU(2, 3, dropout: 1.5) }.contains("a dropout from 0 to 1"))
    }
}
