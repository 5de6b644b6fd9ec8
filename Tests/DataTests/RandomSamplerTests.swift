import Data
import TestSupport
import Testing

struct RandomSamplerTests {
    @Test func eachEpochIsAnOrderOfItsOwn() throws {
        let sampler = try RandomSampler(20)
        let orders = try (0..<3).map { try sampler.indices(seed: 4, epoch: $0) }
        for order in orders { #expect(order.sorted() == Array(0..<20)) }
        #expect(Set(orders).count == 3)
        #expect(try sampler.indices(seed: 4, epoch: 2) == orders[2])
        #expect(try sampler.indices(seed: 5, epoch: 2) != orders[2])
    }

    @Test func moreThanAllBeginAFurtherOrder() throws {
        let order = try RandomSampler(4, sampleCount: 10).indices(seed: 0, epoch: 0)
        #expect(order[..<4].sorted() == [0, 1, 2, 3] && order[4..<8].sorted() == [0, 1, 2, 3])
        #expect(order.count == 10)
        #expect(try RandomSampler(4, sampleCount: 2).indices(seed: 0, epoch: 0).count == 2)
    }

    @Test func withReplacementAllAreDrawnAlike() throws {
        let sampler = try RandomSampler(4, replacement: true, sampleCount: 8000)
        let drawn = try sampler.indices(seed: 1, epoch: 0)
        // 2000 each; six standard deviations of the binomial are 232.
        for position in 0..<4 { #expect(abs(drawn.count { $0 == position } - 2000) < 232) }
    }

    @Test func refusesImpossibleCounts() throws {
        for (count, samples) in [(-1, 0), (0, 1), (3, -1)] {
            #expect(
                errorText { _ = try RandomSampler(count, sampleCount: samples) }
                    .contains("got \(samples) positions of \(count) elements"))
        }
        #expect(try RandomSampler(0).indices(seed: 0, epoch: 0) == [])
    }
}
