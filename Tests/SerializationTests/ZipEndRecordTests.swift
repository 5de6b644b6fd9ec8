import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ZipEndRecordTests {
    private let two = [ZipTestMember("a.npy"), ZipTestMember("b.npy")]

    @Test(
        "row 5: a file shorter than the smallest archive is refused", arguments: [0, 1, 4, 10, 21])
    func refusesTinyFile(count: Int) throws {
        try expectArchiveRefused(Array(zipArchive([]).prefix(count)), .malformed)
    }

    @Test(
        "row 6: files of other kinds are refused",
        arguments: [
            Array("These are only words, in a file that says it is an archive.".utf8),
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 7, count: 60),
            Array("w.npy".utf8) + [UInt8](repeating: 0, count: 507)
                + [UInt8](repeating: 0, count: 1024),
            npy(),
        ])
    func refusesOtherFormats(file: [UInt8]) throws {
        try expectArchiveRefused(file, .malformed)
    }

    @Test("row 7: an archive without members holds no tensors")
    func readsEmptyArchive() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("empty.npz", zipArchive([]))
        #expect(try StateDictionary(contentsOf: path).isEmpty)
        #expect(try StateDictionary(contentsOf: fixture("empty.npz")).isEmpty)
    }

    @Test("row 8: a file without its last byte is refused")
    func refusesMissingLastByte() throws {
        try expectArchiveRefused(zipArchive(two).dropLast(), .malformed)
        try expectArchiveRefused(zipArchive([]).dropLast(), .malformed)
    }

    @Test("row 9: a file cut in or before its directory is refused")
    func refusesCutDirectory() throws {
        let file = zipArchive(two)
        let directoryByteCount = 2 * (46 + 5)
        let directoryOffset = file.count - 22 - directoryByteCount
        for count in [directoryOffset, directoryOffset + 20, directoryOffset + 51] {
            try expectArchiveRefused(Array(file.prefix(count)), .malformed)
        }
    }

    @Test("row 10: a file cut within its data is refused", arguments: [30, 90])
    func refusesCutData(percent: Int) throws {
        let file = zipArchive(two)
        try expectArchiveRefused(Array(file.prefix(file.count * percent / 100)), .malformed)
    }

    @Test("row 17: a count other than that of the members is refused", arguments: [0, 1, 3, 5])
    func refusesWrongCount(count: Int) throws {
        let file = zipArchive(two) {
            $0.count = count
            $0.totalCount = count
        }
        try expectArchiveRefused(file, .malformed, mentions: "\(count) members")
    }

    @Test("row 18: a directory beyond the file is refused")
    func refusesDirectoryBeyondFile() throws {
        try expectArchiveRefused(
            zipArchive(two) { $0.directoryOffset = 1 << 20 }, .malformed, mentions: "directory")
        try expectArchiveRefused(zipArchive(two) { $0.directoryByteCount += 1 }, .malformed)
        try expectArchiveRefused(
            zipArchive(two) { $0.directoryByteCount = 0xFFFF_FFFF }, .malformed)
    }

    @Test("row 22: bytes before the archive are refused")
    func refusesPrefix() throws {
        try expectArchiveRefused(Array("#!/bin/sh\n".utf8) + zipArchive(two), .malformed)
    }

    @Test("row 22: bytes before the archive are refused when every offset allows for them")
    func refusesPrefixInOffsets() throws {
        let prefix = Array("#!/bin/sh\n".utf8)
        let moved = two.map { $0.with { $0.offsetError = prefix.count } }
        let file = prefix + zipArchive(moved) { $0.directoryOffset += prefix.count }
        try expectArchiveRefused(file, .malformed, mentions: "bytes lie between")
    }

    @Test("row 23: bytes after the archive are refused", arguments: [10, 70_000])
    func refusesSuffix(count: Int) throws {
        try expectArchiveRefused(
            zipArchive(two) + [UInt8](repeating: 0, count: count), .malformed)
    }

    @Test("row 23: a comment is refused")
    func refusesComment() throws {
        try expectArchiveRefused(
            zipArchive(two) { $0.comment = Array("hello".utf8) }, .malformed, mentions: "comment")
        try expectArchiveRefused(
            zipArchive(two) { $0.commentByteCount = 5 }, .malformed, mentions: "comment")
        let commented = two[0].with { $0.comment = Array("hello".utf8) }
        try expectArchiveRefused(zipArchive([commented]), .unsupported, mentions: "comment")
    }

    @Test("row 24: an archive in several parts is refused")
    func refusesParts() throws {
        try expectArchiveRefused(zipArchive(two) { $0.disk = 1 }, .unsupported, mentions: "parts")
        try expectArchiveRefused(
            zipArchive(two) { $0.totalCount = 3 }, .unsupported, mentions: "parts")
        let parts = zipArchive(two, zip64: Zip64TestRecords(parts: 2))
        try expectArchiveRefused(parts, .malformed, mentions: "parts")
    }

    @Test("row 24: a zip64 end record is read where it agrees with the short one")
    func readsZip64EndRecord() throws {
        let directory = try TemporaryDirectory()
        let plain = zipArchive(two, zip64: Zip64TestRecords())
        let saturated = zipArchive(two, zip64: Zip64TestRecords()) {
            $0.count = 0xFFFF
            $0.totalCount = 0xFFFF
            $0.directoryByteCount = 0xFFFF_FFFF
            $0.directoryOffset = 0xFFFF_FFFF
        }
        for file in [plain, saturated] {
            let path = try directory.file("zip64.npz", file)
            #expect(try StateDictionary(contentsOf: path).keys == ["a", "b"])
        }
    }

    @Test("row 24: a zip64 end record that disagrees with the short one is refused")
    func refusesZip64Disagreement() throws {
        try expectArchiveRefused(
            zipArchive(two, zip64: Zip64TestRecords(count: 1)), .malformed, mentions: "zip64")
        try expectArchiveRefused(
            zipArchive(two, zip64: Zip64TestRecords(offsetError: 1)), .malformed,
            mentions: "zip64")
        try expectArchiveRefused(
            zipArchive(two, zip64: Zip64TestRecords()) { $0.directoryOffset -= 1 },
            .malformed, mentions: "zip64")
        try expectArchiveRefused(
            zipArchive(two, zip64: Zip64TestRecords(count: .max)) {
                $0.count = 0xFFFF
                $0.totalCount = 0xFFFF
            }, .limitExceeded)
    }
}
