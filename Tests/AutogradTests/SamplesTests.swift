import Autograd
import TestSupport
import Testing

struct SamplesTests {
    @Test func valuesStayInTheirRangeAndAwayFromKinks() throws {
        let values = try Samples.values([200], in: -2...2, avoiding: [0, 1], seed: 3).values
        #expect(values.allSatisfy { (-2...2).contains($0) })
        for kink in [0.0, 1] { #expect(values.allSatisfy { ($0 - kink).magnitude >= 0.099 }) }
        #expect(Set(values).count > 180)
    }

    @Test func valuesAreTheSameEachTimeAndDifferBySeed() throws {
        let first = try Samples.values([5], in: 0...1).values
        #expect(try Samples.values([5], in: 0...1).values == first)
        #expect(try Samples.values([5], in: 0...1, seed: 1).values != first)
    }
}
