import Layers
import TestSupport
import Testing

struct TransformerEncoderTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: TransformerEncoder.self) }

    @Test func layersFollowEachOther() throws {
        let layer = TransformerLayerConfiguration(
            dModel: 4, nhead: 2, dimFeedforward: 3, dropout: 0)
        let encoder = try makeDouble(
            TransformerEncoder(layer, numLayers: 2, norm: .init(normalizedShape: [4])))
        let x = try sample([3, 2, 4])
        let expected = try encoder.norm?(encoder.layers[1](encoder.layers[0](x)))
        #expect(try encoder(x).values == expected?.values)
        #expect(try encoder(x, isCausal: true).values != expected?.values)
        #expect(encoder.stateDict().count == 26)
        #expect(encoder.stateDict().keys.contains("layers.1.self_attn.out_proj.bias"))
        #expect(encoder.layers[0].norm1 !== encoder.layers[1].norm1)
    }

    @Test func copiesBeginWithTheWeightsOfTheLayer() throws {
        let (layer, norm) = (try TransformerEncoderLayer(4, 2, dimFeedforward: 3), try LayerNorm(4))
        norm.weight?.value = try .full([4], 2)
        let encoder = try TransformerEncoder(layer, numLayers: 2, norm: norm)
        for copy in encoder.layers { #expect(bits(of: copy) == bits(of: layer)) }
        #expect(encoder.norm?.weight?.value.values == [2, 2, 2, 2])
        #expect(encoder.layers[0] !== layer && encoder.norm !== norm)
    }

    @Test func rejectsWhatDoesNotFit() throws {
        let layer = TransformerLayerConfiguration(dModel: 4, nhead: 2, dimFeedforward: 3)
        #expect(
            errorText { _ = try TransformerEncoder(layer, numLayers: 0) }
                .contains("numLayers of at least 1"))
        let encoder = try TransformerEncoder(layer, numLayers: 1)
        #expect(
            errorText { _ = try encoder(.zeros(2, 2, 4), srcKeyPaddingMask: .zeros(3, 2)) }
                .hasSuffix("(in TransformerEncoder › TransformerEncoderLayer › MultiheadAttention)")
        )
    }

    @Test func copiesAreAsFrozenAndAsStillAsTheLayer() throws {
        let layer = try TransformerEncoderLayer(4, 2, dimFeedforward: 3)
        layer.eval()
        layer.linear1.$weight.requiresGrad = false
        let encoder = try TransformerEncoder(layer, numLayers: 1)
        let copy = encoder.layers[0]
        #expect(!copy.linear1.$weight.requiresGrad && copy.linear2.$weight.requiresGrad)
        let x = try Tensor.normal([3, 2, 4], generator: Generator(seed: 5))
        #expect(try copy(x).values == layer(x).values)
    }

    @Test func aParametrizedLayerIsNotCopied() throws {
        let layer = try TransformerEncoderLayer(4, 2, dimFeedforward: 3)
        try weightNorm(layer.linear1)
        let text = errorText { _ = try TransformerEncoder(layer, numLayers: 1) }
        #expect(text.contains("linear1.weight") && text.contains("Parametrize the copies"))
    }
}
