import LinAlgKit
import LinAlgKitCommands
import Testing

struct RandomStreamTests {
    @Test func eachUseHasItsOwnSequence() {
        var seeds: Set<UInt64> = []
        let runs: [UInt64] = [0, 1, 2, .max]
        for seed in runs {
            for stream in [.model, .split] + (0..<50).map(RandomStream.shuffle) {
                seeds.insert(stream.generator(seed: seed).state.seed)
            }
        }
        #expect(seeds.count == runs.count * 52)
    }

    @Test func isAFunctionOfUseAndSeed() {
        let one = RandomStream.shuffle(epoch: 3).generator(seed: 7)
        #expect(one.state == RandomStream.shuffle(epoch: 3).generator(seed: 7).state)
        #expect(RandomStream.model.generator(seed: 7).state == Generator(seed: 7).state)
    }
}
