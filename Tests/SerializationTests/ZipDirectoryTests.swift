import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ZipDirectoryTests {
    private let good = ZipTestMember("good.npy")

    @Test(
        "row 19: a wrong offset is refused, after a good member too", arguments: [1, -1, 1 << 20])
    func refusesWrongOffset(error: Int) throws {
        let bad = ZipTestMember("bad.npy").with { $0.offsetError = error }
        try expectArchiveRefused(zipArchive([good, bad]), .malformed)
    }

    @Test("row 20: two records for one member are refused")
    func refusesSharedBody() throws {
        try expectArchiveRefused(
            zipArchive([good.with { $0.recordCount = 2 }]), .duplicateName, mentions: "good")
    }

    @Test("row 20: two records of different names for one member are refused")
    func refusesOverlap() throws {
        // The second record points at the first member, and the second member is hidden.
        let length = 30 + "good.npy".utf8.count + npy().count
        let second = ZipTestMember("evil.npy").with { $0.offsetError = -length }
        try expectArchiveRefused(zipArchive([good, second]), .malformed, mentions: "verlap")
    }

    @Test("row 21: a gap between members, or before the directory, is refused")
    func refusesGap() throws {
        try expectArchiveRefused(zipArchive([good], gap: [0]), .malformed, mentions: "gap")
        try expectArchiveRefused(
            zipArchive([good, ZipTestMember()], gap: [0, 0, 0, 0]), .malformed, mentions: "gap")
    }

    @Test("row 21: two archives one after the other are refused")
    func refusesConcatenation() throws {
        try expectArchiveRefused(zipArchive([good]) + zipArchive([ZipTestMember()]), .malformed)
    }

    @Test("row 21: a member that the directory leaves out is refused")
    func refusesHiddenMember() throws {
        let hidden = ZipTestMember("hidden.npy").with { $0.recordCount = 0 }
        try expectArchiveRefused(zipArchive([good, hidden]), .malformed)
        try expectArchiveRefused(zipArchive([hidden, good]), .malformed)
        try expectArchiveRefused(zipArchive([hidden]), .malformed)
    }

    @Test("row 33: an archive that declares more than the limit is refused, before it is read")
    func refusesHugeTotal() throws {
        let directory = try TemporaryDirectory()
        // Sparse: the data is never looked at, only its declared size.
        let declared = ReadLimits.physicalMemory + (40 << 30)
        let sizes = littleEndian(declared, 8) + littleEndian(declared / 1032 + 1, 8)
        let zip64 = littleEndian(1, 2) + littleEndian(sizes.count, 2) + sizes
        let member = ZipTestMember(isDeflated: true).withHeaders {
            $0.byteCount = 0xFFFF_FFFF
            $0.compressedByteCount = 0xFFFF_FFFF
            $0.extra = zip64
        }
        let path = try directory.file("zeros.npz", zipArchive([member]))
        expectError(.limitExceeded, naming: path, mentions: "\(ReadLimits.physicalMemory)") {
            _ = try NPZ.read(from: path)
        }
    }

    @Test("row 33: the limit counts all members together")
    func addsMembersUp() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file(
            "three.npz", zipArchive((0..<3).map { ZipTestMember("\($0).npy") }))
        let total = 3 * npy().count + 3 * (46 + 5)
        #expect(try NPZ.read(from: path, limits: ReadLimits(maxBytes: total)).count == 3)
        expectError(.limitExceeded, naming: path, mentions: "\(total - 1)") {
            _ = try NPZ.read(from: path, limits: ReadLimits(maxBytes: total - 1))
        }
        expectError(.limitExceeded, naming: path) {
            _ = try NPZ.read(from: path, limits: ReadLimits(maxBytes: 0))
        }
    }

    @Test("row 35: two members of one name are refused")
    func refusesDuplicates() throws {
        try expectArchiveRefused(zipArchive([good, good]), .duplicateName, mentions: "good")
    }

    @Test("row 36: two spellings of one name are refused")
    func refusesCanonicalDuplicates() throws {
        let composed = ZipTestMember("\u{E9}.npy")
        let decomposed = ZipTestMember("e\u{301}.npy")
        try expectArchiveRefused(zipArchive([composed, decomposed]), .duplicateName)
    }

    @Test("row 36: either spelling alone keeps its bytes", arguments: ["\u{E9}", "e\u{301}"])
    func keepsSpelling(key: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz", zipArchive([ZipTestMember("\(key).npy")]))
        let keys = try NPZ.read(from: path).keys
        #expect(keys.map { Array($0.utf8) } == [Array(key.utf8)])
    }

    @Test("row 41: more members than the limit are refused")
    func refusesManyMembers() throws {
        let members = (0..<3).map { ZipTestMember("\($0).npy") }
        try expectArchiveRefused(
            zipArchive(members), .limitExceeded, limits: ReadLimits(maxMembers: 2))
        let million = zipArchive(members, zip64: Zip64TestRecords(count: 1_000_001)) {
            $0.count = 0xFFFF
            $0.totalCount = 0xFFFF
        }
        try expectArchiveRefused(million, .limitExceeded, mentions: "1000001")
    }

    @Test("members come in the order of their bytes")
    func keepsOrder() throws {
        let directory = try TemporaryDirectory()
        let names = ["z", "a", "m", "10", "9"]
        let path = try directory.file("w.npz", zipArchive(names.map { ZipTestMember("\($0).npy") }))
        #expect(try NPZ.read(from: path).keys == names)
    }
}
