import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct DigestTests {
    /// FNV-1a of nothing is its offset basis.
    @Test func startsAtTheBasis() throws {
        #expect(try Digest([:]).value == 0xCBF2_9CE4_8422_2325)
        #expect(try Digest([:]).text == "cbf29ce484222325")
    }

    @Test func isTheSameForTheSame() throws {
        let a = try Digest(["w": constant([1, 2])]).value
        #expect(try Digest(["w": constant([1, 2])]).value == a)
        // The layout in memory does not count.
        let transposed = try constant([1, 3, 2, 4], [2, 2]).transpose(0, 1)
        #expect(
            try Digest(["w": transposed]).value
                == Digest(["w": constant([1, 2, 3, 4], [2, 2])]).value)
    }

    @Test func differsInNameTypeShapeBitsAndOrder() throws {
        let (one, two) = (try constant([1, 2]), try constant([3, 4]))
        let all = [
            try Digest(["w": one]), try Digest(["v": one]),
            try Digest(["w": constant([1, 2], .float32)]),
            try Digest(["w": constant([1, 2], [2, 1])]),
            try Digest(["w": constant([1, 2.0.nextUp])]),
            try Digest(["w": constant([-0.0])]), try Digest(["w": constant([0])]),
            try Digest(["w": one, "v": two]), try Digest(["v": two, "w": one]),
        ].map(\.value)
        #expect(Set(all).count == all.count)
    }
}
