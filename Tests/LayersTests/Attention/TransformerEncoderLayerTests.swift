import Layers
import TestSupport
import Testing

struct TransformerEncoderLayerTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: TransformerEncoderLayer.self) }

    @Test func namesArePyTorchs() throws {
        #expect(
            try TransformerEncoderLayer(4, 2, dimFeedforward: 3).stateDict().keys == [
                "self_attn.in_proj_weight", "self_attn.in_proj_bias", "self_attn.out_proj.weight",
                "self_attn.out_proj.bias", "linear1.weight", "linear1.bias", "linear2.weight",
                "linear2.bias", "norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias",
            ])
        #expect(try TransformerEncoderLayer(4, 2, bias: false).parameters().count == 6)
    }

    @Test func hiddenPlacesChangeNothing() throws {
        let layer = try makeDouble(
            TransformerEncoderLayer(4, 2, dimFeedforward: 3, dropout: 0, batchFirst: true))
        var x = try sample([1, 3, 4])
        let padding = try Tensor([false, false, true], shape: [1, 3])
        let causal = try Transformer.generateSquareSubsequentMask(3, dtype: .float64)
        func firstTwo(_ x: Tensor) throws -> [[Double]] {
            let all = [
                try layer(x, srcKeyPaddingMask: padding), try layer(x, mask: causal),
                try layer(x, isCausal: true),
            ]
            return try all.map { try $0.narrow(dim: 1, start: 0, length: 2).contiguous().values }
        }
        let before = try firstTwo(x)
        #expect(near(before[1], before[2], within: 1e-14))
        try x.set(0, 2, to: constant([5, 6, 7, 8]))
        #expect(try firstTwo(x) == before)
        #expect(errorText { _ = try layer(x, mask: .zeros(2, 2)) }.contains("attnMask"))
    }
}
