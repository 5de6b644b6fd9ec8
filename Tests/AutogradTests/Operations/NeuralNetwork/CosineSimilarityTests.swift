import Autograd
import GradientCheck
import TestSupport
import Testing

struct CosineSimilarityTests {
    @Test func isTheCosineOfTheAngle() throws {
        let a = try constant([1, 0, 1, 1, 2, 0], [3, 2])
        let b = try constant([0, 3, 1, 1, -1, 0], [3, 2])
        #expect(near(try cosineSimilarity(a, b).values, [0, 1, -1]))
        #expect(try cosineSimilarity(a, b, dim: 0).shape == [2])
        #expect(try cosineSimilarity(a, constant([1, 0])).shape == [3])
        #expect(try cosineSimilarity(Tensor.ones(0, 3), Tensor.ones(3)).shape == [0])
    }

    @Test func vectorsOfZerosHaveCosineZero() throws {
        let (a, b) = (try leaf([0, 0]), try leaf([3, 4]))
        let cosine = try cosineSimilarity(a, b, dim: 0)
        #expect(try cosine.item() == 0)
        try cosine.backward()
        #expect(near(try #require(a.grad).values, [6e7, 8e7]) && b.grad?.values == [0, 0])
    }

    @Test func gradientsAgreeWithDifferenceQuotients() throws {
        let a = try leaf(Samples.values([2, 3], in: -2...2).values, [2, 3])
        let b = try leaf(Samples.values([3], in: -2...2, seed: 7).values)
        try gradcheck({ [try cosineSimilarity($0[0], $0[1])] }, inputs: [a, b])
        try gradgradcheck({ [try cosineSimilarity($0[0], $0[1])] }, inputs: [a, b])
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try cosineSimilarity(x, .ones(2, 4)) }
                == "cosineSimilarity: expected shapes that broadcast together; "
                + "got [2, 3] and [2, 4].")
        #expect(
            errorText { _ = try cosineSimilarity(x, x, dim: 2) }
                == "cosineSimilarity: expected a dim from -2 to 1; got 2.")
        #expect(
            errorText { _ = try cosineSimilarity(Tensor([1]), Tensor([1]), dim: 0) }
                .hasPrefix("cosineSimilarity: expected floating-point vectors"))
    }

    @Test func halfPrecisionKeepsItsRange() throws {
        for x in [300, 1e-4] {
            let one = try constant([x, x], .float16)
            let cosine = try cosineSimilarity(one, one, dim: 0)
            #expect(cosine.dtype == .float16 && near(cosine.values, [1], within: 1e-3))
        }
    }
}
