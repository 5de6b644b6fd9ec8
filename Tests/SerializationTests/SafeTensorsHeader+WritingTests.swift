import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct SafeTensorsHeaderWritingTests {
    @Test("what is written is JSON, for every name, and ends at a multiple of 8")
    func writesJSON() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors")
        let control = String((0..<0x20).compactMap(UnicodeScalar.init).map(Character.init))
        for name in [
            "", "a", "\"", "\\", "/", control, "\u{7F}", "é", "e\u{301}", "層", "😀", "\u{2028}",
        ] {
            let state: StateDictionary = [name: try patterned([2], .float32)]
            try SafeTensors.write(state, to: path, metadata: [name: name])
            let file = try contents(of: path)
            let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(length % 8 == 0 && file.count == 8 + length + 8)
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(file[8..<(8 + length)]))
                    as? [String: Any])
            #expect(Set(json.keys) == ["__metadata__", name])
            #expect(json["__metadata__"] as? [String: String] == [name: name])
            let entry = try #require(json[name] as? [String: Any])
            #expect(entry["dtype"] as? String == "F32" && entry["shape"] as? [Int] == [2])
            #expect(try areIdentical(SafeTensors.read(from: path), state))
        }
    }
}
