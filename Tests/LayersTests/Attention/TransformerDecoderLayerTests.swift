import Layers
import TestSupport
import Testing

struct TransformerDecoderLayerTests {
    @Test func namesArePyTorchs() throws {
        let keys = try TransformerDecoderLayer(4, 2, dimFeedforward: 3).stateDict().keys
        #expect(
            Set(keys.map { $0.split(separator: ".")[0] }) == [
                "self_attn", "multihead_attn", "linear1", "linear2", "norm1", "norm2", "norm3",
            ])
        #expect(keys.count == 18)
    }

    @Test func hiddenPlacesChangeNothing() throws {
        let layer = try TransformerDecoderLayer(4, 2, dimFeedforward: 3, batchFirst: true)
        layer.eval()
        let (tgt, memory) = (try Tensor.randn(1, 2, 4), try Tensor.randn(1, 3, 4))
        let padding = try Tensor([false, false, true], shape: [1, 3])
        let masked = try layer(tgt, memory, memoryKeyPaddingMask: padding)
        let short = try layer(tgt, memory.narrow(dim: 1, start: 0, length: 2))
        #expect(near(masked.values, short.values, within: 1e-6))
        #expect(
            errorText { _ = try layer(tgt, .zeros(1, 3, 5)) }.contains("TransformerDecoderLayer"))
    }
}
