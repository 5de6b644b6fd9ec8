/// What the directory of a zip archive and the header before a member both say of it.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.5.3.
struct ZipHeader {
    var flags: UInt16
    var method: UInt16
    var checksum: UInt32
    var compressedByteCount: UInt64
    var byteCount: UInt64
    var nameByteCount: Int
    var extraByteCount: Int

    /// Bytes of these fields in a file.
    static let fixedByteCount = 26

    static let isEncrypted: UInt16 = 0x0001
    /// Checksum and sizes follow the data, because they were not known before.
    static let hasDescriptor: UInt16 = 0x0008
    static let isUTF8: UInt16 = 0x0800

    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8

    /// A 32-bit size with this value is in the zip64 field instead.
    static let saturated = UInt64(UInt32.max)

    /// The fields whose first byte is at `offset` of `bytes`, which holds them all.
    init(_ bytes: LittleEndianBytes, at offset: Int) {
        flags = bytes.uint16(at: offset + 2)
        method = bytes.uint16(at: offset + 4)
        checksum = bytes.uint32(at: offset + 10)
        compressedByteCount = UInt64(bytes.uint32(at: offset + 14))
        byteCount = UInt64(bytes.uint32(at: offset + 18))
        nameByteCount = Int(bytes.uint16(at: offset + 22))
        extraByteCount = Int(bytes.uint16(at: offset + 24))
    }

    /// Replaces sizes that did not fit by those of the zip64 field in `extra`, and returns what is
    /// left of that field: in the directory, the offset of the member, when that did not fit
    /// either.
    mutating func resolve(extra: [UInt8], site: ErrorSite) throws -> ArraySlice<UInt8> {
        var zip64 = try ExtraFields(extra, site: site).zip64 ?? []
        func take() throws -> UInt64 {
            guard zip64.count >= 8 else {
                throw site.error(
                    .malformed, expected: "a zip64 field with every size that needs it", got: "none"
                )
            }
            defer { zip64 = zip64.dropFirst(8) }
            return LittleEndianBytes(Array(zip64.prefix(8))).uint64(at: 0)
        }
        if byteCount == Self.saturated { byteCount = try take() }
        if compressedByteCount == Self.saturated { compressedByteCount = try take() }
        return zip64
    }
}

/// The extra fields of a header: pairs of a number and some bytes.
struct ExtraFields {
    /// The field with 64-bit sizes, if there is one.
    private(set) var zip64: ArraySlice<UInt8>?

    private static let zip64Tag: UInt16 = 0x0001

    /// Fields that change what a member is or is called, which nothing else in the file would show:
    /// strong encryption, AES, a name in Unicode, and libarchive's own mode field.
    private static let refused: Set<UInt16> = [0x0017, 0x9901, 0x7075, 0x6C78]

    init(_ extra: [UInt8], site: ErrorSite) throws {
        let bytes = LittleEndianBytes(extra)
        var position = 0
        while position < extra.count {
            guard extra.count - position >= 4 else { throw Self.malformed(site) }
            let tag = bytes.uint16(at: position)
            let count = Int(bytes.uint16(at: position + 2))
            position += 4
            guard count <= extra.count - position else { throw Self.malformed(site) }
            guard !Self.refused.contains(tag) else {
                throw site.error(
                    .unsupported, expected: "no encryption and no second name",
                    got: "extra field \(tag)")
            }
            if tag == Self.zip64Tag {
                guard zip64 == nil else { throw Self.malformed(site) }
                zip64 = extra[position..<(position + count)]
            }
            position += count
        }
    }

    private static func malformed(_ site: ErrorSite) -> SerializationError {
        site.error(
            .malformed, expected: "extra fields that fill their space, one of each kind",
            got: "others")
    }
}
