import Kernels
import Testing

struct MemoryShortageTests {
    @Test func scratchMemoryCanBeWritten() {
        let shortage = MemoryShortage()
        var sum = 0
        shortage.withScratch(byteCount: 16) { memory in
            memory.storeBytes(of: 5, as: Int.self)
            sum += memory.load(as: Int.self)
        }
        #expect(sum == 5 && shortage.hasNotOccurred)
    }

    @Test func whatIsNotThereIsNoted() {
        let shortage = MemoryShortage()
        var calls = 0
        shortage.withScratch(byteCount: 1 << 60) { _ in calls += 1 }
        #expect(calls == 0 && !shortage.hasNotOccurred)
        shortage.withScratch(byteCount: 16) { _ in calls += 1 }
        #expect(calls == 1 && !shortage.hasNotOccurred, "it stays noted")
    }
}
