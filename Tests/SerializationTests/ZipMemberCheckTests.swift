import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ZipMemberCheckTests {
    private func refuses(
        _ change: (inout ZipTestMember) -> Void, mentions word: String = "",
        isDeflated: Bool = false,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let bad = ZipTestMember(isDeflated: isDeflated).with(change)
        try expectArchiveRefused(
            zipArchive([ZipTestMember("good.npy"), bad]), .malformed, mentions: word, at: location)
    }

    @Test("row 13: a CRC that is wrong on one side is refused", arguments: [false, true])
    func refusesChecksumDisagreement(isDeflated: Bool) throws {
        try refuses({ $0.central.checksum ^= 1 }, mentions: "CRC", isDeflated: isDeflated)
        try refuses({ $0.local.checksum ^= 1 }, mentions: "CRC", isDeflated: isDeflated)
        try refuses({ $0.local.checksum = 0 }, mentions: "CRC", isDeflated: isDeflated)
    }

    @Test("row 15: sizes that differ are refused", arguments: [400, -400, 1, -1])
    func refusesSizeDisagreement(change: Int) throws {
        try refuses({ $0.local.byteCount += change }, isDeflated: true)
        try refuses({ $0.local.compressedByteCount += change }, isDeflated: true)
        try refuses({ $0.local.compressedByteCount += change })
        try refuses({ $0.local.byteCount += change })
        try refuses({ $0.central.compressedByteCount += change }, isDeflated: true)
    }

    @Test("row 15: sizes of zero and of 4 GiB on one side are refused")
    func refusesExtremeSizes() throws {
        for size in [0, 0xFFFF_FFFE, 0xFFFF_FFFF] {
            try refuses({ $0.local.byteCount = size })
            try refuses({ $0.local.compressedByteCount = size })
            try refuses({ $0.central.compressedByteCount = size }, isDeflated: true)
        }
    }

    @Test("row 15: a zip64 field on one side that disagrees is refused")
    func refusesZip64Disagreement() throws {
        try refuses {
            $0.local.byteCount = 0xFFFF_FFFF
            $0.local.extra = [1, 0, 8, 0] + littleEndian(1 << 32, 8)
        }
    }

    @Test("row 16: a local name other than the directory's is refused")
    func refusesNameDisagreement() throws {
        try refuses({ $0.local.name = Array("v.npy".utf8) }, mentions: "name")
        try refuses({ $0.local.name = Array("ww.npy".utf8) }, mentions: "name")
        try refuses({ $0.local.name = [] }, mentions: "name")
    }

    @Test("row 27: a method or flag that differs is refused")
    func refusesMethodDisagreement() throws {
        try refuses({ $0.local.method = 8 }, mentions: "method")
        try refuses({ $0.local.method = 0 }, mentions: "method", isDeflated: true)
        try refuses({ $0.local.flags = 0x800 }, mentions: "flags")
    }

    /// A member whose checksum and sizes follow its data.
    private func streamed(descriptor: (ZipTestMember.Header) -> [UInt8]) -> ZipTestMember {
        ZipTestMember().withHeaders { $0.flags = 8 }.with {
            $0.local.checksum = 0
            $0.local.byteCount = 0
            $0.local.compressedByteCount = 0
            $0.descriptor = descriptor($0.central)
        }
    }

    private func descriptor(_ header: ZipTestMember.Header, width: Int) -> [UInt8] {
        [0x50, 0x4B, 7, 8] + littleEndian(header.checksum, 4)
            + littleEndian(header.compressedByteCount, width)
            + littleEndian(header.byteCount, width)
    }

    @Test("a descriptor after the data is read in both widths", arguments: [4, 8])
    func readsDescriptor(width: Int) throws {
        let directory = try TemporaryDirectory()
        let member = streamed { descriptor($0, width: width) }
        let path = try directory.file("w.npz", zipArchive([member]))
        #expect(try bytes(of: #require(try NPZ.read(from: path)["w"])) == bytesOfFour)
    }

    @Test("a descriptor that disagrees, or is missing, is refused")
    func refusesDescriptorDisagreement() throws {
        for index in 0..<16 {
            let bad = streamed { header in
                var bytes = descriptor(header, width: 4)
                bytes[index] ^= 1
                return bytes
            }
            try expectArchiveRefused(zipArchive([bad]), .malformed, mentions: "after the data")
        }
        try expectArchiveRefused(zipArchive([streamed { _ in [] }]), .malformed)
        try expectArchiveRefused(zipArchive([streamed { _ in [0] }]), .malformed)
    }

    @Test("a header whose name or extra field runs into the next member is refused")
    func refusesLongHeader() throws {
        let member = ZipTestMember("w.npy", npy(data: [])).with {
            $0.local.extra = [0x55, 0x54, 200, 0] + [UInt8](repeating: 0, count: 200)
            $0.body = []
        }
        try expectArchiveRefused(zipArchive([member]), .malformed)
        let unsigned = zipArchive([ZipTestMember()])
        try expectArchiveRefused([0] + unsigned.dropFirst(), .malformed, mentions: "header")
    }
}
