import Layers
import TestSupport
import Testing

struct TransformerTests {
    @Test func namesAndFirstNumbersArePyTorchs() throws {
        let model = try Transformer(
            dModel: 16, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 2, dimFeedforward: 32,
            generator: Generator(seed: 1))
        let state = model.stateDict()
        #expect(state.count == 12 + 2 + 2 * 18 + 2)
        #expect(state.keys.contains("encoder.norm.weight"))
        #expect(state.keys.contains("decoder.layers.1.norm3.bias"))
        // √(6 / (16 + 32)) = 0.354 of 512 numbers.
        let bound = state["encoder.layers.0.linear1.weight"]?.values.map(\.magnitude).max() ?? 0
        #expect((0.345...0.354).contains(bound))
    }

    @Test func masksHideWhatComesAfter() throws {
        let mask = try Transformer.generateSquareSubsequentMask(2)
        #expect(mask.values == [0, -infinity, 0, 0])
        #expect(try Transformer.generateSquareSubsequentMask(0).shape == [0, 0])
        let model = try Transformer(
            dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1, dimFeedforward: 3)
        model.eval()
        let (src, tgt) = (try Tensor.randn(3, 1, 4), try Tensor.randn(2, 1, 4))
        let masked = try model(src, tgt, tgtMask: mask)
        #expect(near(masked.values, try model(src, tgt, tgtIsCausal: true).values, within: 1e-6))
        let alone = try model(src, tgt.narrow(dim: 0, start: 0, length: 1))
        #expect(near(try masked[0].values, alone.values, within: 1e-6))
        #expect(errorText { _ = try model(src, .zeros(2, 1, 3)) }.contains("Transformer"))
    }
}
