import Foundation
import TensorCore
import TestSupport
import Testing

struct GeneratorTests {
    @Test func drawingMovesTheState() {
        let generator = Generator(seed: 7)
        #expect(generator.state == Generator.State(seed: 7, offset: 0))
        #expect(generator.draw(blocks: 3) == Generator.State(seed: 7, offset: 0))
        #expect(generator.draw(blocks: 2) == Generator.State(seed: 7, offset: 3))
        #expect(generator.draw(blocks: 0) == Generator.State(seed: 7, offset: 5))
        #expect(generator.state.offset == 5)
        generator.manualSeed(9)
        #expect(generator.state == Generator.State(seed: 9, offset: 0))
    }

    @Test func theOffsetWraps() {
        let generator = Generator(seed: 1)
        generator.state = Generator.State(seed: 1, offset: .max)
        _ = generator.draw(blocks: 2)
        #expect(generator.state.offset == 1)
    }

    @Test func aSavedStateRepeatsTheNumbers() throws {
        let generator = Generator(seed: 3)
        _ = try Tensor.randn(100, generator: generator)
        let saved = try JSONEncoder().encode(generator.state)
        let first = try Tensor.randn(1000, generator: generator)
        let other = Generator(seed: 0)
        other.state = try JSONDecoder().decode(Generator.State.self, from: saved)
        #expect(try Bits(Tensor.randn(1000, generator: other)) == Bits(first))
        #expect(other.state == generator.state)
    }

    @Test func threadsNeverDrawTheSameBlocks() throws {
        let generator = Generator(seed: 5)
        let starts = Collected()
        try onThreads(8) { _ in
            for _ in 0..<500 { starts.add(generator.draw(blocks: 2).offset) }
        }
        #expect(Set(starts.all).count == 4000 && generator.state.offset == 8000)
    }

    @Test func theDefaultIsSeededAnewInEachProcess() {
        // Equal with probability 2⁻⁶⁴.
        #expect(Generator.default.state.seed != Generator(seed: 0).state.seed)
        #expect(Generator.default === Generator.default)
    }
}
