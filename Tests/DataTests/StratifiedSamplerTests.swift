import Data
import Testing

struct StratifiedSamplerTests {
    /// 60, 30 and 10 of a hundred.
    let labels = (0..<100).map { $0 < 60 ? 2 : $0 < 90 ? 0 : 7 }

    @Test func everyStretchHasTheProportionsOfTheWhole() throws {
        let order = try StratifiedSampler(labels).indices(seed: 1, epoch: 3)
        #expect(order.sorted() == Array(0..<100))
        for start in stride(from: 0, to: 100, by: 10) {
            let classes = order[start..<start + 10].map { labels[$0] }
            #expect((5...7).contains(classes.count { $0 == 2 }))
            #expect((2...4).contains(classes.count { $0 == 0 }))
            #expect((0...2).contains(classes.count { $0 == 7 }))
        }
    }

    @Test func epochsDiffer() throws {
        let sampler = StratifiedSampler(labels)
        #expect(
            try sampler.indices(seed: 1, epoch: 0) != sampler.indices(seed: 1, epoch: 1))
        #expect(
            try sampler.indices(seed: 1, epoch: 1) == sampler.indices(seed: 1, epoch: 1))
        #expect(try StratifiedSampler([]).indices(seed: 0, epoch: 0) == [])
    }
}
