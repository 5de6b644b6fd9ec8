import Kernels
import Testing

struct EqualPartsTests {
    @Test func partsCoverTheRangeInOrder() {
        for size in [0, 1, 15, 16, 17, 100, 784] {
            for (parts, multiple) in [(1, 1), (3, 1), (4, 16), (9, 16)] {
                let cut = EqualParts(size, parts: parts, multiple: multiple)
                let ranges = (0..<cut.count).map { cut[$0] }
                #expect(ranges.flatMap(Array.init) == Array(0..<size))
                #expect(ranges.dropLast().allSatisfy { $0.upperBound % multiple == 0 })
                let sizes = ranges.map(\.count)
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= max(1, 2 * multiple - 1))
            }
        }
    }

    @Test func thereAreNoMorePartsThanMultiples() {
        #expect(EqualParts(33, parts: 9, multiple: 16).count == 3)
        #expect(EqualParts(0, parts: 9, multiple: 16).count == 1)
    }
}
