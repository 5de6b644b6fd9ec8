import Layers
import TestSupport
import Testing

struct EmbeddingBagTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: EmbeddingBag.self) }

    private func layer(_ mode: EmbeddingBagMode, includeLastOffset: Bool = false) throws
        -> EmbeddingBag
    {
        let layer = try EmbeddingBag(3, 2, mode: mode, includeLastOffset: includeLastOffset)
        layer.weight = try constant([1, 2, 30, 40, 5, 60], [3, 2])
        return layer
    }

    @Test func listsHaveOffsets() throws {
        let (list, offsets) = (try Tensor([0, 1, 2]), try Tensor([0, 2]))
        #expect(try layer(.sum)(list, offsets: offsets).values == [31, 42, 5, 60])
        #expect(try layer(.mean)(list, offsets: offsets).values == [15.5, 21, 5, 60])
        #expect(try layer(.max)(list, offsets: offsets).values == [30, 40, 5, 60])
        let last = try layer(.sum, includeLastOffset: true)(list, offsets: Tensor([0, 1, 3]))
        #expect(last.values == [1, 2, 35, 100])
        let weighted = try layer(.sum)(
            list, offsets: offsets, perSampleWeights: constant([1, 0.5, 2]))
        #expect(weighted.values == [16, 22, 10, 120])
    }

    @Test func theWeightStartsAsThatOfEmbedding() throws {
        let bag = try EmbeddingBag(4, 3, paddingIdx: 1, generator: Generator(seed: 1))
        let single = try Embedding(4, 3, paddingIdx: 1, generator: Generator(seed: 1))
        #expect(bag.weight.values == single.weight.values)
        #expect(errorText { _ = try EmbeddingBag(0, 3) }.hasPrefix("EmbeddingBag: expected sizes"))
        #expect(
            errorText { _ = try bag(Tensor([0]), offsets: Tensor([1])) }.hasSuffix(
                "(in EmbeddingBag)"))
    }
}
