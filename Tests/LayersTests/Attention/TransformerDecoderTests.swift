import Layers
import TestSupport
import Testing

struct TransformerDecoderTests {
    @Test func layersFollowEachOther() throws {
        let layer = TransformerLayerConfiguration(
            dModel: 4, nhead: 2, dimFeedforward: 3, dropout: 0)
        let decoder = try TransformerDecoder(
            layer, numLayers: 2, norm: .init(normalizedShape: [4]))
        let (tgt, memory) = (try Tensor.randn(2, 1, 4), try Tensor.randn(3, 1, 4))
        let expected = try decoder.norm?(
            decoder.layers[1](decoder.layers[0](tgt, memory), memory))
        #expect(try decoder(tgt, memory).values == expected?.values)
        #expect(decoder.stateDict().keys.contains("layers.1.multihead_attn.in_proj_weight"))
        #expect(errorText { _ = try TransformerDecoder(layer, numLayers: 0) }.contains("numLayers"))
    }

    @Test func copiesBeginWithTheWeightsOfTheLayer() throws {
        let layer = try TransformerDecoderLayer(4, 2, dimFeedforward: 3)
        let decoder = try TransformerDecoder(layer, numLayers: 2)
        for copy in decoder.layers { #expect(bits(of: copy) == bits(of: layer)) }
        #expect(decoder.norm == nil && decoder.layers[0] !== layer)
    }
}
