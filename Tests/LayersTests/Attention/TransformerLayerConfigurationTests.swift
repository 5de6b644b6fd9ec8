import Layers
import TestSupport
import Testing

struct TransformerLayerConfigurationTests {
    @Test func defaultsArePyTorchs() throws {
        let model = try Sequential(
            json: #"{"layers": [{"type": "TransformerEncoderLayer", "dModel": 4, "nhead": 2}]}"#)
        let configuration = (model.layers[0] as? TransformerEncoderLayer)?.configuration
        #expect(configuration == TransformerLayerConfiguration(dModel: 4, nhead: 2))
        #expect(configuration?.dimFeedforward == 2048 && configuration?.dropout == 0.1)
        #expect(configuration?.activation == .relu && configuration?.layerNormEps == 1e-5)
        #expect(configuration?.batchFirst == false && configuration?.normFirst == false)
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(errorText { _ = try TransformerEncoderLayer(4, 3) }.contains("numHeads"))
        #expect(
            errorText { _ = try TransformerEncoderLayer(4, 2, dimFeedforward: 0) }.contains(
                "Linear"))
        #expect(errorText { _ = try TransformerEncoderLayer(4, 2, dropout: 2) }.contains("dropout"))
        #expect(
            errorText { _ = try TransformerEncoderLayer(4, 2, layerNormEps: -1) }.contains("eps"))
    }
}
