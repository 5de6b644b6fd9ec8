import Layers
import TestSupport
import Testing

struct EmbeddingTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Embedding.self) }

    @Test func looksUpVectors() throws {
        let layer = try Embedding.fromPretrained(constant([1, 2, 3, 4, 5, 6], [3, 2]))
        let y = try layer(Tensor([[2, 0]]))
        #expect(y.shape == [1, 2, 2] && y.values == [5, 6, 1, 2])
        #expect(layer.stateDict().keys == ["weight"])
    }

    @Test func vectorsStartNormal() throws {
        let numbers = try Embedding(200, 200, generator: Generator(seed: 1)).weight.values
        let mean = numbers.reduce(0, +) / 40_000
        let variance = numbers.reduce(0) { $0 + $1 * $1 } / 40_000
        // Deviations 1/200 and √2/200.
        #expect(mean.magnitude < 0.02 && (variance - 1).magnitude < 0.03)
    }

    @Test func paddingIsZeroAndStays() throws {
        let layer = try Embedding(3, 2, paddingIdx: -1)
        #expect(try layer.weight[2].values == [0, 0] && layer.weight[1].values != [0, 0])
        try layer(Tensor([2, 1])).sum().backward()
        #expect(layer.weight.grad?.values == [0, 0, 1, 1, 0, 0])
    }

    @Test func pretrainedVectorsAreFrozenUnlessAskedFor() throws {
        let vectors = try constant([1, 2], [2, 1], .float32)
        #expect(try Embedding.fromPretrained(vectors).weight.requiresGrad == false)
        let free = try Embedding.fromPretrained(vectors, freeze: false, paddingIdx: 1)
        #expect(free.weight.requiresGrad && free.configuration.paddingIdx == 1)
        #expect(free.weight.values == [1, 2], "given vectors stay, that of the padding too")
        #expect(errorText { _ = try Embedding.fromPretrained(.zeros(3)) }.contains("float32 [3]"))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(
            errorText { _ = try Embedding(0, 2) }.contains("numEmbeddings 0 and embeddingDim 2"))
        #expect(
            errorText { _ = try Embedding(3, 2, paddingIdx: 3) }
                == "Embedding: expected a paddingIdx from -3 to 2; got 3.")
        #expect(errorText { _ = try Embedding(3, 2)(Tensor([3])) }.hasSuffix("(in Embedding)"))
    }
}
