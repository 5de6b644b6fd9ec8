import Layers
import TestSupport
import Testing

struct CosineSimilarityTests {
    @Test func comparesAlongTheAxis() throws {
        let (a, b) = (try constant([1, 0, 0, 2], [2, 2]), try constant([3, 0, 1, 0], [2, 2]))
        #expect(try CosineSimilarity()(a, b).values == [1, 0])
        #expect(try near(CosineSimilarity(dim: 0, eps: 10)(a, b).values, [0.03, 0]))
    }

    @Test func namesItselfInErrors() throws {
        let text = errorText { _ = try CosineSimilarity(dim: 2)(sample([2, 3]), sample([2, 3])) }
        #expect(text.hasPrefix("cosineSimilarity: ") && text.hasSuffix("(in CosineSimilarity)"))
        #expect(CosineSimilarity().parameters().isEmpty)
    }
}
