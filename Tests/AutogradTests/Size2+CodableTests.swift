import Autograd
import Foundation
import TestSupport
import Testing

struct Size2CodableTests {
    private func decoded(_ json: String) throws -> Size2 {
        try JSONDecoder().decode(Size2.self, from: Data(json.utf8))
    }

    private func encoded(_ size: Size2) throws -> String {
        String(decoding: try JSONEncoder().encode(size), as: UTF8.self)
    }

    @Test func readsANumberOrTwo() throws {
        #expect(try decoded("3") == Size2(3, 3) && decoded("[2, 5]") == Size2(2, 5))
        #expect(try decoded("-1") == Size2(-1))
    }

    @Test(arguments: ["[1]", "[1, 2, 3]", "[]", "\"3\"", "1.5", "{}", "null", "[1, 2.5]", "true"])
    func refusesEverythingElse(json: String) {
        let text = errorText { _ = try decoded(json) }
        #expect(text.contains("a whole number or [height, width]"), "\(text)")
    }

    @Test func writesWhatItReads() throws {
        #expect(try encoded(Size2(3)) == "3" && encoded(Size2(2, 5)) == "[2,5]")
        for size in [Size2(0), Size2(7), Size2(1, 2), Size2(-3, 4)] {
            #expect(try decoded(encoded(size)) == size)
        }
    }
}
