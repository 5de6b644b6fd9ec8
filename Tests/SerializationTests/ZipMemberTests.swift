import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ZipMemberTests {
    @Test("row 25: encrypted members are refused")
    func refusesEncryption() throws {
        let flagged = ZipTestMember().withHeaders { $0.flags |= 1 }
        try expectArchiveRefused(zipArchive([flagged]), .unsupported, mentions: "encrypted")
        let aes = ZipTestMember().withHeaders { $0.method = 99 }
        try expectArchiveRefused(zipArchive([aes]), .unsupported, mentions: "method 99")
        let strong = ZipTestMember().withHeaders { $0.flags |= 0x40 }
        try expectArchiveRefused(zipArchive([strong]), .unsupported, mentions: "flags")
        let field = ZipTestMember().withHeaders { $0.extra = [0x01, 0x99, 0, 0] }
        try expectArchiveRefused(zipArchive([field]), .unsupported, mentions: "encryption")
    }

    @Test(
        "row 26: other compression methods are refused", arguments: [1, 6, 9, 12, 14, 93, 95, 98])
    func refusesMethods(method: UInt16) throws {
        let member = ZipTestMember().withHeaders { $0.method = method }
        try expectArchiveRefused(zipArchive([member]), .unsupported, mentions: "method \(method)")
    }

    @Test("row 28: a symbolic link is refused, whatever it holds")
    func refusesLink() throws {
        for data in [Array("/etc/passwd".utf8), npy()] {
            let link = ZipTestMember("w.npy", data).with { $0.attributes = 0o120777 << 16 }
            try expectArchiveRefused(zipArchive([link]), .unsupported, mentions: "link")
        }
    }

    @Test("row 28: libarchive's own field, which could make a link, is refused")
    func refusesExperimentalField() throws {
        let member = ZipTestMember().with { $0.local.extra = [0x78, 0x6C, 0, 0] }
        try expectArchiveRefused(zipArchive([member]), .unsupported)
    }

    @Test("row 29: directories and devices are refused", arguments: [0o040755, 0o020644, 0o010644])
    func refusesOtherKinds(mode: UInt32) throws {
        let member = ZipTestMember().with { $0.attributes = mode << 16 }
        try expectArchiveRefused(zipArchive([member]), .unsupported, mentions: "directory")
    }

    @Test("row 29: a directory by its name or its DOS attribute is refused")
    func refusesDirectories() throws {
        try expectArchiveRefused(zipArchive([ZipTestMember("w.npy/", [])]), .invalidName)
        let marked = ZipTestMember().with { $0.attributes |= 0x10 }
        try expectArchiveRefused(zipArchive([marked]), .unsupported, mentions: "directory")
    }

    @Test("row 34: a deflated member that declares more than deflate can hold is refused")
    func refusesImpossibleRatio() throws {
        let bomb = ZipTestMember(deflated: [3, 0], declaring: 2 * 1032 + 1, crc: 0)
        try expectArchiveRefused(zipArchive([bomb]), .malformed, mentions: "unpack")
    }

    @Test("row 34: a stored member that declares another size than its bytes is refused")
    func refusesStoredSize() throws {
        for change in [1, -1, 400] {
            let member = ZipTestMember().withHeaders { $0.byteCount += change }
            try expectArchiveRefused(zipArchive([member]), .malformed, mentions: "unpack")
        }
    }

    @Test("row 37: an empty name is refused", arguments: ["", ".npy"])
    func refusesEmptyName(name: String) throws {
        try expectArchiveRefused(zipArchive([ZipTestMember(name)]), .invalidName)
    }

    @Test(
        "row 38: zero bytes, backslashes and what is not UTF-8 are refused",
        arguments: [
            Array("a\0b.npy".utf8), Array("a\\b.npy".utf8), [0xFF, 0xFE] + Array(".npy".utf8),
            [0xC3] + Array(".npy".utf8), [0xC0, 0x80] + Array(".npy".utf8),
            [0xED, 0xA0, 0x80] + Array(".npy".utf8),
        ])
    func refusesBadNames(name: [UInt8]) throws {
        try expectArchiveRefused(zipArchive([ZipTestMember(name: name)]), .invalidName)
    }

    @Test("row 38: a name outside ASCII needs the flag for UTF-8")
    func refusesUnflaggedName() throws {
        let member = ZipTestMember("é.npy").withHeaders { $0.flags = 0 }
        try expectArchiveRefused(zipArchive([member]), .invalidName, mentions: "flag")
    }

    @Test("row 39: names that look like paths are plain keys")
    func keepsPathLikeNames() throws {
        let directory = try TemporaryDirectory()
        let keys = ["/etc/x", "../../up", "a/../b", "C:", ".", "..", "a//b", "~root", "-", "a.npy"]
        let path = try directory.file("w.npz", zipArchive(keys.map { ZipTestMember("\($0).npy") }))
        #expect(try NPZ.read(from: path).keys == keys)
        #expect(try directory.names == ["w.npz"])
    }

    @Test("row 40: a member without .npy is refused", arguments: ["w", "readme.txt", "w.NPY"])
    func refusesOtherMembers(name: String) throws {
        let file = zipArchive([ZipTestMember("w.npy"), ZipTestMember(name)])
        try expectArchiveRefused(file, .invalidName, mentions: ".npy")
    }

    @Test("row 41: a name above the limit is refused, one at the limit is not")
    func limitsNames() throws {
        let directory = try TemporaryDirectory()
        let longest = String(repeating: "n", count: 1024)
        let path = try directory.file("w.npz", zipArchive([ZipTestMember("\(longest).npy")]))
        #expect(try NPZ.read(from: path).keys == [longest])
        try expectArchiveRefused(
            zipArchive([ZipTestMember("\(longest)n.npy")]), .invalidName, mentions: "1025")
    }
}
