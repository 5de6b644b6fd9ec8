import TestSupport
import Testing

/// Some numbers.
private struct Numbers: PropertyCase {
    var values: [Int]

    static func random(using generator: inout SplitMix) -> Numbers {
        Numbers(
            values: (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                Int.random(in: -100...100, using: &generator)
            })
    }

    var simpler: [Numbers] {
        let halves = values.count < 2 ? [] : [Array(values.prefix(values.count / 2))]
        let without = values.indices.map { index in
            values.enumerated().filter { $0.offset != index }.map(\.element)
        }
        let smaller = values.indices.filter { values[$0] != 0 }.map { index in
            var values = values
            values[index] /= 2
            return values
        }
        return (halves + without + smaller).map { Numbers(values: $0) }
    }

    var description: String { "\(values)" }
}

/// The machinery of property tests is itself able to fail, and to say what with.
struct PropertyTests {
    @Test func aPropertyThatHoldsHasNoCounterexample() throws {
        let found = try counterexample(seeds: 0..<200) { (numbers: Numbers) in
            numbers.values.reversed().reversed() == numbers.values ? nil : "they differ"
        }
        #expect(found == nil)
    }

    @Test func aCounterexampleIsMadeAsSimpleAsItCanBe() throws {
        let found = try #require(
            try counterexample(seeds: 0..<200) { (numbers: Numbers) in
                numbers.values.contains { $0 > 10 } ? "one is over 10" : nil
            })
        // No half of it is over 10, and nothing can be left out.
        #expect(found.simplest.values.count == 1)
        #expect((11...21).contains(found.simplest.values[0]))
        #expect(found.reason == "one is over 10")
        #expect(found.found.values.count >= 1)
    }

    @Test func theSeedGivesTheCaseAgain() throws {
        let found = try #require(
            try counterexample(seeds: 0..<200) { (numbers: Numbers) in
                numbers.values.reduce(0, +) > 150 ? "the sum is over 150" : nil
            })
        var generator = SplitMix(state: found.seed)
        #expect(Numbers.random(using: &generator).values == found.found.values)
        #expect("\(found)".hasPrefix("seed \(found.seed): the sum is over 150"))
        #expect("\(found)".contains("simplest case: \(found.simplest.values)"))
        #expect("\(found)".contains("found as: \(found.found.values)"))
        let again = try counterexample(seeds: found.seed..<found.seed + 1) { (numbers: Numbers) in
            numbers.values.reduce(0, +) > 150 ? "the sum is over 150" : nil
        }
        #expect(again?.simplest.values == found.simplest.values)
    }

    @Test func errorsAreReasons() throws {
        struct Failure: Error {}
        let found = try #require(
            try counterexample(seeds: 0..<9) { (_: Numbers) in throw Failure() })
        #expect(found.simplest.values == [] && found.reason == "threw Failure()")
    }
}
