import Foundation
import Layers
import TestSupport
import Testing

struct AdaptiveSize2Tests {
    private func decoded(_ json: String) throws -> AdaptiveSize2 {
        try JSONDecoder().decode(AdaptiveSize2.self, from: Data(json.utf8))
    }

    private func encoded(_ size: AdaptiveSize2) throws -> String {
        String(decoding: try JSONEncoder().encode(size), as: UTF8.self)
    }

    @Test func anIntegerStandsForBoth() {
        let size: AdaptiveSize2 = 3
        #expect(size == AdaptiveSize2(3, 3) && size != AdaptiveSize2(3, nil))
        #expect(AdaptiveSize2(2, nil).extents == [2] && AdaptiveSize2(nil, nil).extents == [])
        #expect("\(AdaptiveSize2(3, 5))" == "3×5" && "\(AdaptiveSize2(nil, 5))" == "nil×5")
    }

    /// As ``Size2``, and null.
    @Test func writesWhatItReads() throws {
        #expect(try encoded(3) == "3" && encoded(AdaptiveSize2(2, 5)) == "[2,5]")
        #expect(try encoded(AdaptiveSize2(nil, 2)) == "[null,2]")
        for size in [0, AdaptiveSize2(1, 2), AdaptiveSize2(nil, 4), AdaptiveSize2(nil, nil)] {
            #expect(try decoded(encoded(size)) == size)
        }
    }

    @Test(arguments: ["[1]", "[1, null, 3]", "[]", "\"3\"", "1.5", "{}", "null", "[null, 2.5]"])
    func refusesEverythingElse(json: String) {
        let text = errorText { _ = try decoded(json) }
        #expect(text.contains("a whole number or [height, width]"), "\(text)")
    }
}
