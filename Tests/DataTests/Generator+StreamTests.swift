import Data
import Testing

struct GeneratorStreamTests {
    @Test func streamsAreApart() {
        var seeds: Set<UInt64> = []
        let runs: [UInt64] = [0, 1, 2, .max]
        for seed in runs {
            seeds.insert(Generator(seed: seed).state.seed)
            for stream in 0..<3 {
                seeds.insert(Generator(seed: seed, stream: stream).state.seed)
                for part in 0..<50 {
                    seeds.insert(Generator(seed: seed, stream: stream, part).state.seed)
                }
            }
        }
        #expect(seeds.count == runs.count * (1 + 3 * 51))
    }

    @Test func aStreamIsAFunctionOfItsNumbers() {
        #expect(
            Generator(seed: 7, stream: 1, 2).state == Generator(seed: 7, stream: 1, 2).state)
        #expect(Generator(seed: 7, stream: 1, 2).state != Generator(seed: 7, stream: 2, 1).state)
        #expect(Generator(seed: 7, stream: -1).state.offset == 0)
    }
}
