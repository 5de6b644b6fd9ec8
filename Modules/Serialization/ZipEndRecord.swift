/// The record at the end of a zip archive, with its zip64 form where there is one.
///
/// Nothing may follow it, and it may have no comment: bytes that a reader skips are bytes that can
/// make one file look different to two readers.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
struct ZipEndRecord {
    var memberCount: UInt64
    var directoryByteCount: UInt64
    var directoryOffset: UInt64
    /// Where this record starts: the directory ends there.
    private(set) var offset: Int

    static let byteCount = 22
    private static let locatorByteCount = 20
    private static let zip64ByteCount = 56

    init(of file: InputFile) throws {
        let site = file.site
        guard file.byteCount >= Self.byteCount else {
            throw site.error(
                .malformed, expected: "a zip archive", got: "\(file.byteCount) bytes",
                advice: "The file is cut off or not a checkpoint.")
        }
        offset = file.byteCount - Self.byteCount
        let end = LittleEndianBytes(try file.bytes(at: offset, count: Self.byteCount))
        guard end.uint32(at: 0) == 0x0605_4B50, end.uint16(at: 20) == 0 else {
            throw site.error(
                .malformed, expected: "a zip archive that ends in an end record without comment",
                got: printable(end.bytes),
                advice: "The file is cut off, has something appended, or is no zip archive.")
        }
        guard end.uint16(at: 4) == 0, end.uint16(at: 6) == 0,
            end.uint16(at: 8) == end.uint16(at: 10)
        else {
            throw site.error(.unsupported, expected: "an archive in one part", got: "several parts")
        }
        memberCount = UInt64(end.uint16(at: 10))
        directoryByteCount = UInt64(end.uint32(at: 12))
        directoryOffset = UInt64(end.uint32(at: 16))
        try readZip64(of: file)

        let directoryEnd = directoryOffset.addingReportingOverflow(directoryByteCount)
        guard !directoryEnd.overflow, directoryEnd.partialValue == UInt64(offset) else {
            throw site.error(
                .malformed, expected: "a directory that ends at byte \(offset)",
                got: "\(directoryByteCount) bytes at byte \(directoryOffset)",
                advice: "The file is cut off, or has bytes put before it.")
        }
    }

    /// Takes the 64-bit fields, which must agree with those that fit into the short record.
    private mutating func readZip64(of file: InputFile) throws {
        let locatorOffset = offset - Self.locatorByteCount
        guard locatorOffset >= Self.zip64ByteCount else { return }
        let locator = LittleEndianBytes(
            try file.bytes(at: locatorOffset, count: Self.locatorByteCount))
        guard locator.uint32(at: 0) == 0x0706_4B50 else { return }

        let zip64Offset = locatorOffset - Self.zip64ByteCount
        let zip64 = LittleEndianBytes(try file.bytes(at: zip64Offset, count: Self.zip64ByteCount))
        let isWhole =
            locator.uint64(at: 8) == UInt64(zip64Offset) && zip64.uint32(at: 0) == 0x0606_4B50
            && zip64.uint64(at: 4) == UInt64(Self.zip64ByteCount - 12)
        let isOnePart =
            locator.uint32(at: 4) == 0 && locator.uint32(at: 16) == 1
            && zip64.uint32(at: 16) == 0 && zip64.uint32(at: 20) == 0
            && zip64.uint64(at: 24) == zip64.uint64(at: 32)
        let agrees =
            Self.agrees(memberCount, zip64.uint64(at: 32), saturated: 0xFFFF)
            && Self.agrees(directoryByteCount, zip64.uint64(at: 40), saturated: ZipHeader.saturated)
            && Self.agrees(directoryOffset, zip64.uint64(at: 48), saturated: ZipHeader.saturated)
        guard isWhole, isOnePart, agrees else {
            throw file.site.error(
                .malformed, expected: "a zip64 end record that agrees with the short one",
                got: isWhole && isOnePart ? "another directory" : "another place or several parts")
        }
        memberCount = zip64.uint64(at: 32)
        directoryByteCount = zip64.uint64(at: 40)
        directoryOffset = zip64.uint64(at: 48)
        offset = zip64Offset
    }

    private static func agrees(_ short: UInt64, _ long: UInt64, saturated: UInt64) -> Bool {
        short == long || short == saturated
    }
}
