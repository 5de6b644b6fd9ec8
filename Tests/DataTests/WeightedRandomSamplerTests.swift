import Data
import TestSupport
import Testing

struct WeightedRandomSamplerTests {
    let weights = [0.0, 1, 3, 0, 4, 0]

    @Test func drawsInProportion() throws {
        let drawn = try WeightedRandomSampler(weights, sampleCount: 8000)
            .indices(seed: 3, epoch: 1)
        #expect(drawn.count == 8000)
        for (position, weight) in weights.enumerated() {
            let p = weight / 8
            // Six standard deviations of the binomial.
            let bound = 6 * (8000 * p * (1 - p)).squareRoot()
            #expect(abs(Double(drawn.count { $0 == position }) - 8000 * p) <= bound)
        }
    }

    @Test func withoutReplacementEachComesOnce() throws {
        let sampler = try WeightedRandomSampler(weights, sampleCount: 3, replacement: false)
        var firsts = [Int](repeating: 0, count: 6)
        for epoch in 0..<2000 {
            let drawn = try sampler.indices(seed: 0, epoch: epoch)
            #expect(drawn.sorted() == [1, 2, 4])
            firsts[drawn[0]] += 1
        }
        // The first is drawn with the weights' own probabilities: 250, 750 and 1000 of 2000.
        #expect(abs(firsts[1] - 250) < 90 && abs(firsts[2] - 750) < 130)
    }

    @Test func refusesWeightsThatAreNone() throws {
        for (bad, text) in [(-1.0, "-1.0"), (.nan, "nan"), (.infinity, "inf")] {
            #expect(
                errorText { _ = try WeightedRandomSampler([1, bad], sampleCount: 1) }
                    .contains("expected finite weights of at least 0; got \(text)."))
        }
        #expect(
            errorText { _ = try WeightedRandomSampler([0, 0], sampleCount: 1) }
                .contains("expected at least 1 weights above 0 with a finite sum; got 0"))
        #expect(
            errorText {
                _ = try WeightedRandomSampler([1, 0, 1], sampleCount: 3, replacement: false)
            }.contains("at least 3 weights above 0"))
        #expect(try WeightedRandomSampler([], sampleCount: 0).indices(seed: 0, epoch: 0) == [])
    }

    @Test func otherWeightsAreAnotherSampler() throws {
        #expect(
            try WeightedRandomSampler([1, 2], sampleCount: 1).description
                != WeightedRandomSampler([2, 1], sampleCount: 1).description)
    }
}
