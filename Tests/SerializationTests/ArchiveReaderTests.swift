import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ArchiveReaderTests {
    @Test("row 11: a flipped bit of stored data is a bad CRC")
    func refusesStoredFlip() throws {
        let file = npy()
        // The header's length and its padding too: all of it is under the checksum.
        for index in [file.count - 1, file.count - bytesOfFour.count] {
            let bad = ZipTestMember().with { $0.body[index] ^= 0x10 }
            try expectArchiveRefused(
                zipArchive([ZipTestMember("good.npy"), bad]), .corrupt, mentions: "CRC")
        }
    }

    @Test("row 12: a flipped bit of deflated data is refused")
    func refusesDeflatedFlip() throws {
        let bad = ZipTestMember(isDeflated: true).with { $0.body[$0.body.count - 1] ^= 0x10 }
        try expectArchiveRefused(zipArchive([bad]), .corrupt, mentions: "CRC")
        let broken = ZipTestMember(isDeflated: true).with { $0.body[0] |= 6 }
        try expectArchiveRefused(zipArchive([broken]), .corrupt)
    }

    @Test("row 14: a CRC that is wrong on both sides is refused", arguments: [false, true])
    func refusesWrongChecksum(isDeflated: Bool) throws {
        let bad = ZipTestMember(isDeflated: isDeflated).withHeaders { $0.checksum ^= 1 }
        try expectArchiveRefused(zipArchive([bad]), .corrupt, mentions: "CRC")
    }

    @Test("row 14: the CRC of an array without data is checked", arguments: [false, true])
    func checksEmptyArrays(isDeflated: Bool) throws {
        let file = npy(shape: "(0,)", data: [])
        let bad = ZipTestMember("w.npy", file, isDeflated: isDeflated).withHeaders {
            $0.checksum ^= 1
        }
        try expectArchiveRefused(zipArchive([bad]), .corrupt, mentions: "CRC")
    }

    @Test("row 30: a bomb under a small shape is refused before anything large is allocated")
    func refusesBomb() throws {
        let byteCount = 50 << 20
        let start = npy()
        let body = deflateBomb(start: start, byteCount: byteCount)
        let bomb = ZipTestMember(deflated: body, declaring: byteCount, crc: 0)
        try expectArchiveRefused(zipArchive([bomb]), .malformed, mentions: "shape [4]")
    }

    @Test("row 31: a bomb that declares the size of its array is read no further than that")
    func refusesLyingBomb() throws {
        let start = npy()
        let body = deflateBomb(start: start, byteCount: 50 << 20)
        let bomb = ZipTestMember(deflated: body, declaring: start.count, crc: crc32(start))
        try expectArchiveRefused(zipArchive([bomb]), .corrupt, mentions: "more bytes than declared")
    }

    @Test("row 32: a bomb whose size is right modulo 2^32 is read no further either")
    func refusesModularBomb() throws {
        let start = npy()
        let body = deflateBomb(start: start, byteCount: 1 << 32)
        let bomb = ZipTestMember(deflated: body, declaring: start.count, crc: crc32(start))
        try expectArchiveRefused(zipArchive([bomb]), .corrupt, mentions: "more bytes than declared")
    }

    @Test("a deflated member that ends before its declared size is refused")
    func refusesEarlyEnd() throws {
        let start = Array(npy().dropLast())
        let short = ZipTestMember(
            deflated: deflatedInStoredBlocks(start), declaring: npy().count, crc: crc32(start))
        try expectArchiveRefused(zipArchive([short]), .corrupt)
    }

    @Test("deflated data of many blocks is read")
    func readsDeflated() throws {
        let directory = try TemporaryDirectory()
        let data = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = npy(descr: "'|u1'", shape: "(200000,)", data: data)
        let path = try directory.file(
            "w.npz", zipArchive([ZipTestMember("w.npy", file, isDeflated: true)]))
        #expect(try bytes(of: #require(try NPZ.read(from: path)["w"])) == data)
    }
}
