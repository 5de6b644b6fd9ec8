import Autograd
import TestSupport
import Testing

struct TensorEmbeddingBagTests {
    private let weight: Tensor

    init() throws { weight = try leaf([1, 2, 30, 40, 5, 60], [3, 2]) }

    @Test func bagsBecomeOneVector() throws {
        let bags = try Tensor([[0, 1], [2, 2]])
        #expect(try bags.embeddingBag(weight: weight, mode: .sum).values == [31, 42, 10, 120])
        #expect(try bags.embeddingBag(weight: weight).values == [15.5, 21, 5, 60])
        let largest = try bags.embeddingBag(weight: weight, mode: .max)
        #expect(largest.values == [30, 40, 5, 60])
        try largest.sum().backward()
        #expect(weight.grad?.values == [0, 0, 1, 1, 1, 1], "equal rows: once")
    }

    @Test func emptyBagsAreZero() throws {
        let list = try Tensor([0, 1])
        let offsets = try Tensor([0, 0, 2])
        for mode in EmbeddingBagMode.allCases {
            let y = try list.embeddingBag(weight: weight, offsets: offsets, mode: mode)
            #expect(y.values.prefix(2) + y.values.suffix(2) == [0, 0, 0, 0])
            let none = try Tensor([Int]()).embeddingBag(
                weight: weight, offsets: Tensor([0]), mode: mode)
            #expect(none.values == [0, 0])
        }
    }

    @Test func paddingIsLeftOut() throws {
        let bags = try Tensor([[0, 1], [1, 1]])
        #expect(try bags.embeddingBag(weight: weight, paddingIdx: 1).values == [1, 2, 0, 0])
        #expect(
            try bags.embeddingBag(weight: weight, mode: .max, paddingIdx: -2).values == [
                1, 2, 0, 0,
            ])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let list = try Tensor([0, 1, 2])
        for offsets in [[1], [0, 2, 1], [0, 4], []] {
            #expect(
                errorText { _ = try list.embeddingBag(weight: weight, offsets: Tensor(offsets)) }
                    .hasPrefix("embeddingBag: expected offsets"))
        }
        #expect(errorText { _ = try list.embeddingBag(weight: weight) }.contains("without offsets"))
        #expect(
            errorText { _ = try Tensor([[3]]).embeddingBag(weight: weight) }
                .contains("indices from 0 to 2; got 3"))
        #expect(
            errorText {
                _ = try Tensor([[1]]).embeddingBag(
                    weight: weight, perSampleWeights: constant([1], [1, 1]))
            }.contains("got mode mean"))
    }
}
