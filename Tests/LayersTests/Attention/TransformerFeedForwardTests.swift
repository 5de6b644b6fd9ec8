import Layers
import TestSupport
import Testing

struct TransformerFeedForwardTests {
    /// With a dropout of 1 blocks add nothing: what goes in comes out, or its normalization.
    @Test func blocksAreDroppedInTraining() throws {
        let x = try sample([3, 2, 4])
        let first = try TransformerEncoderLayer(
            4, 2, dimFeedforward: 3, dropout: 1, normFirst: true)
        #expect(try makeDouble(first)(x).values == x.values)
        let last = try makeDouble(TransformerEncoderLayer(4, 2, dimFeedforward: 3, dropout: 1))
        let twice = try x.layerNorm([4]).layerNorm([4])
        #expect(near(try last(x).values, twice.values, within: 1e-14))
        last.eval()
        #expect(try last(x).values != twice.values)
    }
}
