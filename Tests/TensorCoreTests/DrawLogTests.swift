import TensorCore
import TestSupport
import Testing

struct DrawLogTests {
    @Test func repeatsWhatWasDrawnWithoutMovingGenerators() throws {
        let (a, b) = (Generator(seed: 1), Generator(seed: 2))
        let log = DrawLog()
        func draw() throws -> [[Double]] {
            [
                try Tensor.rand(5, generator: a).values, try Tensor.randn(3, generator: b).values,
                try Tensor.rand(2, generator: a).values,
            ]
        }
        let first = try log.log { try draw() }
        let (stateA, stateB) = (a.state, b.state)
        _ = try Tensor.rand(1, generator: a)
        let again = try DrawLog(repeating: log.record).log { try draw() }
        #expect(again == first && b.state == stateB)
        #expect(a.state.offset == stateA.offset + 1, "only what was drawn outside the log")
        #expect(try draw() != first)
    }

    @Test func pastItsEndARecordDrawsOn() throws {
        let generator = Generator(seed: 1)
        let log = DrawLog()
        _ = log.log { generator.draw(blocks: 2) }
        let states = DrawLog(repeating: log.record).log {
            [generator.draw(blocks: 2), generator.draw(blocks: 3)]
        }
        #expect(states.map(\.offset) == [0, 2] && generator.state.offset == 5)
    }

    @Test func innerLogsRepeatWhatOuterOnesDo() throws {
        let generator = Generator(seed: 4)
        let outer = DrawLog()
        let inner = DrawLog.Record()
        let first = outer.log { generator.draw(blocks: 1) }
        let repeated = DrawLog(repeating: outer.record).log { () -> Generator.State in
            let log = DrawLog(repeating: inner)
            let state = log.log { generator.draw(blocks: 1) }
            #expect(DrawLog(repeating: log.record).log { generator.draw(blocks: 1) } == first)
            return state
        }
        #expect(repeated == first && generator.state.offset == 1)
    }

    @Test func aLogBelongsToItsThread() throws {
        let generator = Generator(seed: 1)
        let log = DrawLog()
        try log.log { try onThread { _ = generator.draw(blocks: 4) } }
        #expect(generator.state.offset == 4)
        let start = DrawLog(repeating: log.record).log { generator.draw(blocks: 1) }
        #expect(start.offset == 4)
    }
}
