/// A member of a zip archive, as the archive's directory has it.
struct ZipMember {
    /// The name of the tensor in it.
    var key: String
    /// The bytes of its name, which both headers must share.
    var name: [UInt8]
    var header: ZipHeader
    /// Bytes of the member in the archive, and unpacked.
    var compressedByteCount: Int
    var byteCount: Int
    /// Where its header starts.
    var offset: Int

    static let recordByteCount = 46
    private static let signature: UInt32 = 0x0201_4B50

    /// The record at `position` of the directory; `position` then is at the next. The key is the
    /// name without `suffix`.
    init(
        directory: LittleEndianBytes, position: inout Int, suffix: String = MemberName.suffix,
        limits: ReadLimits, site: ErrorSite
    ) throws {
        let start = position
        let rest = directory.bytes.count - start
        guard rest >= Self.recordByteCount, directory.uint32(at: start) == Self.signature else {
            throw site.error(
                .malformed, expected: "a directory record at byte \(start) of the directory",
                got: "something else")
        }
        var header = ZipHeader(directory, at: start + 6)
        let commentByteCount = directory.uint16(at: start + 32)
        let nameStart = start + Self.recordByteCount
        let extraStart = nameStart + header.nameByteCount
        let end = extraStart + header.extraByteCount
        guard end <= directory.bytes.count else {
            throw site.error(
                .malformed, expected: "a directory record within the directory", got: "a longer one"
            )
        }
        name = Array(directory.bytes[nameStart..<extraStart])
        let site = site.at(member: String(decoding: name, as: UTF8.self))
        guard commentByteCount == 0, directory.uint16(at: start + 34) == 0 else {
            throw site.error(
                .unsupported, expected: "no comment, and an archive in one part", got: "others")
        }
        let zip64 = try header.resolve(extra: Array(directory.bytes[extraStart..<end]), site: site)
        var offset = UInt64(directory.uint32(at: start + 42))
        if offset == ZipHeader.saturated {
            guard zip64.count == 8 else {
                throw site.error(.malformed, expected: "a zip64 field with the offset", got: "none")
            }
            offset = LittleEndianBytes(Array(zip64)).uint64(at: 0)
        }
        let attributes = directory.uint32(at: start + 38)
        try Self.checkKind(attributes: attributes, header: header, name: name, site: site)

        key = try MemberName.key(ofMember: name, suffix: suffix, limits: limits, site: site)
        self.header = header
        self.offset = try Self.addressable(offset, site: site)
        compressedByteCount = try Self.addressable(header.compressedByteCount, site: site)
        byteCount = try Self.addressable(header.byteCount, site: site)
        try checkRatio(site: site)
        position = end
    }

    /// Throws unless the member is a plain file, stored or deflated.
    private static func checkKind(
        attributes: UInt32, header: ZipHeader, name: [UInt8], site: ErrorSite
    ) throws {
        guard header.flags & ZipHeader.isEncrypted == 0 else {
            throw site.error(.unsupported, expected: "plain members", got: "an encrypted one")
        }
        let known = ZipHeader.hasDescriptor | ZipHeader.isUTF8
        guard header.flags & ~known == 0 else {
            throw site.error(
                .unsupported, expected: "no flags but those of streaming and UTF-8",
                got: "0x\(String(header.flags, radix: 16))")
        }
        guard header.method == ZipHeader.stored || header.method == ZipHeader.deflated else {
            throw site.error(
                .unsupported, expected: "stored or deflated members",
                got: "compression method \(header.method)",
                advice: "Write it again with numpy.savez or numpy.savez_compressed.")
        }
        let isASCII = name.allSatisfy { $0 < 0x80 }
        guard isASCII || header.flags & ZipHeader.isUTF8 != 0 else {
            throw site.error(
                .invalidName, expected: "the UTF-8 flag with a name outside ASCII", got: "none")
        }
        // The upper half is a Unix mode, whose type may be left out; 0x10 marks a DOS directory.
        let type = attributes >> 28
        guard type == 0 || type == 0o10, attributes & 0x10 == 0 else {
            throw site.error(
                .unsupported, expected: "plain files", got: "a directory, link or device")
        }
    }

    private static func addressable(_ value: UInt64, site: ErrorSite) throws -> Int {
        guard let value = Int(exactly: value) else {
            throw site.error(.malformed, expected: "sizes and offsets below 2^63", got: "\(value)")
        }
        return value
    }

    /// Throws if the data could not unpack to the declared size.
    private func checkRatio(site: ErrorSite) throws {
        // A deflated bit pair makes at most 258 bytes.
        let maxRatio = header.method == ZipHeader.stored ? 1 : 1032
        let (limit, overflows) = compressedByteCount.multipliedReportingOverflow(by: maxRatio)
        guard overflows || byteCount <= limit,
            header.method == ZipHeader.deflated || byteCount == compressedByteCount
        else {
            throw site.error(
                .malformed, expected: "a size that \(compressedByteCount) bytes can unpack to",
                got: "\(byteCount)")
        }
    }
}
