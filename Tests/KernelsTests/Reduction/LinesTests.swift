import Kernels
import Synchronization
import Testing

struct LinesTests {
    /// The first elements, in order.
    private func starts(_ lines: Lines) -> [Int] {
        let found = Mutex<[Int]>([])
        lines.forEach { start in found.withLock { $0.append(start) } }
        return found.withLock { $0.sorted() }
    }

    @Test func lieAlongAnAxis() {
        let lines = Lines([2, 3, 2], axis: 1)
        #expect(lines.length == 3 && lines.step == 2 && lines.count == 4)
        #expect(starts(lines) == [0, 1, 6, 7])
        #expect(starts(Lines([2, 3, 2], axis: 2)) == [0, 2, 4, 6, 8, 10])
        #expect(starts(Lines([2, 3, 2], axis: 0)) == [0, 1, 2, 3, 4, 5])
    }

    @Test func scalarsAndNothing() {
        let scalar = Lines([], axis: 0)
        #expect(scalar.length == 1 && starts(scalar) == [0])
        #expect(starts(Lines([0, 3], axis: 1)) == [] && starts(Lines([3, 0], axis: 1)) == [])
    }

    @Test func manyLinesAreAllVisitedOnce() {
        #expect(starts(Lines([100_000, 1], axis: 1)) == Array(0..<100_000))
    }
}
