import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ArchiveWriterTests {
    @Test("the same tensors give the same bytes", arguments: bothCompressions)
    func isDeterministic(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let paths = [directory.path + "/a.npz", directory.path + "/b.npz"]
        for path in paths {
            try smallState().write(to: path, options: SaveOptions(compression: compression))
        }
        #expect(try contents(of: paths[0]) == contents(of: paths[1]))
    }

    @Test("the same tensors give the same bytes in another time zone and locale")
    func ignoresTimeZoneAndLocale() async throws {
        let directory = try TemporaryDirectory()
        try smallState().write(to: directory.path + "/here.npz")
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            setenv("TZ", "Asia/Tokyo", 1)
            tzset()
            try smallState().write(to: path + "/tokyo.npz")
            setenv("TZ", "XXX+11:30", 1)
            tzset()
            setlocale(LC_ALL, "C.UTF-8")
            try smallState().write(to: path + "/nowhere.npz")
            #expect(try areIdentical(StateDictionary(contentsOf: path + "/here.npz"), smallState()))
        }
        let here = try contents(of: directory.path + "/here.npz")
        #expect(try contents(of: directory.path + "/tokyo.npz") == here)
        #expect(try contents(of: directory.path + "/nowhere.npz") == here)
    }

    @Test(
        "names outside ASCII keep their bytes and are flagged",
        arguments: [
            "é", "e\u{301}", "κλειδί/🧠", "\u{FEFF}", "Å\u{212B}", "\u{1}\u{7F}\n", "\u{600}", "\r",
            "\u{200D}",
        ])
    func keepsNames(key: String) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        var state = StateDictionary()
        state[key] = try tensor([2], .uint8, [1, 2])
        try state.write(to: path)
        #expect(try areIdentical(StateDictionary(contentsOf: path), state))
        let file = try contents(of: path)
        let name = Array("\(key).npy".utf8)
        #expect(Array(file[30..<(30 + name.count)]) == name)
        let isFlagged = file[7] & 8 != 0
        #expect(isFlagged == !name.allSatisfy { $0 < 0x80 })
    }

    @Test("more members than a short end record counts are written and read")
    func writesManyMembers() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        var state = StateDictionary()
        let count = 66_000
        for index in 0..<count {
            state["\(index)"] = try tensor([], .uint8, [UInt8(truncatingIfNeeded: index)])
        }
        try state.write(to: path)
        #expect(try areIdentical(StateDictionary(contentsOf: path), state))
    }

    @Test("tensors larger than a block are written", arguments: bothCompressions)
    func writesLargeTensors(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        var state = StateDictionary()
        // Above the 16 MiB that libarchive is given at once.
        state["large"] = try Tensor(uninitialized: [4_500_000], dtype: .float32) { bytes in
            let elements = bytes.bindMemory(to: UInt32.self)
            for index in elements.indices {
                elements[index] = UInt32(truncatingIfNeeded: index) / 7
            }
        }
        state["small"] = try tensor([1], .bool, [1])
        try state.write(to: path, options: SaveOptions(compression: compression))
        #expect(try areIdentical(StateDictionary(contentsOf: path), state))
        let byteCount = try contents(of: path).count
        #expect((byteCount < 18_000_000) == (compression != .none))
    }
}
