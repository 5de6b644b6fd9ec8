import Autograd
import GradientCheck
import TestSupport
import Testing

struct PairwiseDistanceTests {
    @Test func everyNorm() throws {
        let a = try constant([1, 2, 3, 0], [2, 2])
        let b = try constant([4, -2, 3, 0], [2, 2])
        for (p, first) in [(1.0, 7.0), (2, 5), (infinity, 4), (0, 2), (3, 4.497941445275415)] {
            let d = try pairwiseDistance(a, b, p: p, eps: 0)
            #expect(d.shape == [2] && near(d.values, [first, 0]), "p = \(p)")
        }
        #expect(try pairwiseDistance(a, b, keepDim: true).shape == [2, 1])
        #expect(try pairwiseDistance(Tensor.ones(0, 3), Tensor.ones(3)).shape == [0])
    }

    @Test func equalVectorsHaveAGradient() throws {
        for p in [1.5, 2, 3] {
            let x = try leaf([1, 2])
            try pairwiseDistance(x, constant([1, 2]), p: p, eps: 0).backward()
            #expect(x.grad?.values == [0, 0], "p = \(p)")
        }
    }

    @Test(arguments: [1, 1.5, 2, 3, Double.infinity])
    func gradientsAgreeWithDifferenceQuotients(p: Double) throws {
        let a = try leaf(Samples.values([2, 3], in: -2...2).values, [2, 3])
        let b = try leaf(Samples.values([3], in: -2...2, seed: 7).values)
        try gradcheck({ [try pairwiseDistance($0[0], $0[1], p: p)] }, inputs: [a, b])
        try gradgradcheck({ [try pairwiseDistance($0[0], $0[1], p: p)] }, inputs: [a, b])
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try constant([1, 2])
        for p in [-1, nan] {
            #expect(
                errorText { _ = try pairwiseDistance(x, x, p: p) }
                    .hasPrefix("pairwiseDistance: expected p of at least 0; got "))
        }
        #expect(
            errorText { _ = try pairwiseDistance(x, constant([1, 2, 3])) }
                .contains("shapes that broadcast together; got [2] and [3]"))
    }

    @Test func halfPrecisionKeepsItsRange() throws {
        let d = try pairwiseDistance(
            constant([300, 0], .float16), constant([0, 400], .float16), eps: 0)
        #expect(d.dtype == .float16 && d.values == [500])
    }
}
