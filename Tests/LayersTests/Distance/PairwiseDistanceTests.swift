import Layers
import TestSupport
import Testing

struct PairwiseDistanceTests {
    @Test func measuresAlongTheLastAxis() throws {
        let (a, b) = (try constant([1, 2, 3, 4], [2, 2]), try constant([4, 6]))
        #expect(try PairwiseDistance(eps: 0)(a, b).values == [5, 5.0.squareRoot()])
        let sums = try PairwiseDistance(p: 1, eps: 0, keepDim: true)(a, b)
        #expect(sums.values == [7, 3] && sums.shape == [2, 1])
    }

    @Test func namesItselfInErrors() throws {
        let text = errorText { _ = try PairwiseDistance(p: -1)(sample([2]), sample([2])) }
        #expect(text.hasPrefix("pairwiseDistance: ") && text.hasSuffix("(in PairwiseDistance)"))
        #expect(PairwiseDistance().parameters().isEmpty)
    }
}
