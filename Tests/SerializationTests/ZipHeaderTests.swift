import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ZipHeaderTests {
    @Test("unknown extra fields mean nothing, malformed ones are refused")
    func checksExtraFields() throws {
        let directory = try TemporaryDirectory()
        let time = ZipTestMember().withHeaders { $0.extra = [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0] }
        #expect(try NPZ.read(from: directory.file("w.npz", zipArchive([time]))).keys == ["w"])
        for extra in [[1], [0x55, 0x54, 6, 0, 1], [1, 0, 0, 0, 1, 0, 0, 0]] as [[UInt8]] {
            let member = ZipTestMember().withHeaders { $0.extra = extra }
            try expectArchiveRefused(zipArchive([member]), .malformed, mentions: "extra")
        }
    }

    @Test("a zip64 field that lacks a size or an offset is refused")
    func refusesShortZip64() throws {
        let short = ZipTestMember().withHeaders {
            $0.byteCount = 0xFFFF_FFFF
            $0.extra = [1, 0, 4, 0, 0, 0, 0, 0]
        }
        try expectArchiveRefused(zipArchive([short]), .malformed, mentions: "zip64")
        let without = ZipTestMember().with { $0.offsetError = 0xFFFF_FFFF }
        try expectArchiveRefused(zipArchive([without]), .malformed, mentions: "zip64")
        let negative = ZipTestMember().withHeaders {
            $0.byteCount = 0xFFFF_FFFF
            $0.extra = [1, 0, 8, 0] + [UInt8](repeating: 0xFF, count: 8)
        }
        try expectArchiveRefused(zipArchive([negative]), .malformed, mentions: "2^63")
    }
}
