import Autograd
import Foundation
import TestSupport
import Testing

struct Size3Tests {
    @Test func aNumberIsAllThree() {
        let size: Size3 = 2
        #expect(size == Size3(2) && size == Size3(2, 2, 2))
        #expect(Size3(1, 2, 3).extents == [1, 2, 3] && "\(Size3(1, 2, 3))" == "1×2×3")
    }

    @Test func readsANumberOrThree() throws {
        func read(_ json: String) throws -> Size3 {
            try JSONDecoder().decode(Size3.self, from: Data(json.utf8))
        }
        #expect(try read("2") == 2 && read("[1, 2, 3]") == Size3(1, 2, 3))
        #expect(errorText { _ = try read("[1, 2]") }.contains("[depth, height, width]"))
        for size in [Size3(2), Size3(1, 2, 3)] {
            let json = try JSONEncoder().encode(size)
            #expect(try JSONDecoder().decode(Size3.self, from: json) == size)
        }
    }
}
