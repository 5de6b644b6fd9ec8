import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct SafeTensorsHeaderTests {
    /// Tensors of bytes at these offsets.
    private func file(_ ranges: [(Int, Int)], dataCount: Int) -> [UInt8] {
        let entries = ranges.enumerated().map { index, range in
            "\"t\(index)\":{\"dtype\":\"U8\",\"shape\":[\(range.1 - range.0)],"
                + "\"data_offsets\":[\(range.0),\(range.1)]}"
        }
        return safeTensors(
            "{\(entries.joined(separator: ","))}",
            data: (0..<dataCount).map { UInt8(truncatingIfNeeded: $0) })
    }

    @Test("a file cut at any length is refused")
    func refusesEveryTruncation() throws {
        let directory = try TemporaryDirectory()
        let whole = try contents(of: fixture("names.safetensors", in: "SafeTensors"))
        for count in whole.indices {
            let path = try directory.file("w.safetensors", Array(whole.prefix(count)))
            expectError(.malformed, naming: path) { _ = try SafeTensors.read(from: path) }
        }
    }

    @Test("bytes after the data are refused, as many as they are")
    func refusesTrailingBytes() throws {
        for count in [1, 8, 70_000] {
            let file = safeTensors(data: bytesOfFour + [UInt8](repeating: 0, count: count))
            try expectSafeTensorsRefused(file, .malformed, mentions: "\(16 + count)")
        }
        try expectSafeTensorsRefused(safeTensors("{}", data: [0]), .malformed)
    }

    @Test("a header longer than the file, or than the format allows, is refused")
    func refusesLengths() throws {
        for length in [56, 71, 100_000_000] as [UInt64] {
            // Up to 71 bytes it ends within the file, but after the JSON.
            try expectSafeTensorsRefused(safeTensors(length: length), .malformed)
        }
        for length in [100_000_001, 1 << 62, 1 << 63, .max] as [UInt64] {
            try expectSafeTensorsRefused(
                safeTensors(length: length), .limitExceeded, mentions: "\(length)")
        }
        for length in [0, 1, 54] as [UInt64] {
            try expectSafeTensorsRefused(safeTensors(length: length), .malformed)
        }
    }

    @Test("holes, overlaps and data beyond the file are refused")
    func refusesOtherTilings() throws {
        let bad: [(ranges: [(Int, Int)], word: String)] = [
            ([(1, 16)], "between"), ([(0, 8), (9, 16)], "between"), ([(0, 8), (7, 16)], "overlap"),
            ([(0, 16), (0, 16)], "overlap"), ([(0, 16), (4, 8)], "overlap"),
            ([(0, 15)], "follows"), ([], "follows"), ([(0, 17)], "cut off"),
            ([(0, 16), (16, 17)], "cut off"), ([(0, 16), (17, 17)], "between"),
            ([(0, 8), (8, 16), (8, 8), (7, 7)], "overlap"),
        ]
        for (ranges, word) in bad {
            try expectSafeTensorsRefused(
                file(ranges, dataCount: 16), .malformed, mentions: word)
        }
    }

    @Test("data may be in another order than the header, and tensors without elements anywhere")
    func readsAnyOrder() throws {
        let directory = try TemporaryDirectory()
        let ranges = [(8, 16), (16, 16), (0, 8), (8, 8), (0, 0)]
        let path = try directory.file("w.safetensors", file(ranges, dataCount: 16))
        let state = try StateDictionary(contentsOf: path)
        #expect(state.keys == ["t0", "t1", "t2", "t3", "t4"])
        #expect(
            try state.map { try bytes(of: $0.tensor) }
                == ranges.map { Array(UInt8($0)..<UInt8($1)) })
    }

    @Test("a file of terabytes that is not there is refused without memory")
    func refusesSparseFiles() throws {
        let directory = try TemporaryDirectory()
        let count = 1 << 42
        let header = "{\"w\":{\"dtype\":\"U8\",\"shape\":[\(count)],\"data_offsets\":[0,\(count)]}}"
        let path = try directory.file("w.safetensors", safeTensors(header, data: []))
        let size = off_t(try contents(of: path).count + count)
        // Some file systems have no such sizes.
        guard truncate(path, size) == 0 else { return }
        expectError(.limitExceeded, naming: path) { _ = try SafeTensors.read(from: path) }
        #expect(try CheckpointFormats.contents(of: path).first?.shape == [count])
    }
}
