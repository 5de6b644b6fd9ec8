/// Compares what stands around a member's data with what the directory says of it.
struct ZipMemberCheck {
    let member: ZipMember
    /// Where the next member or the directory starts.
    let next: Int
    let file: InputFile
    let site: ErrorSite

    private static let localSignature: UInt32 = 0x0403_4B50
    private static let descriptorSignature: UInt32 = 0x0807_4B50
    private static let fixedByteCount = 30

    private var isStreamed: Bool { member.header.flags & ZipHeader.hasDescriptor != 0 }

    func run() throws {
        let dataOffset = try checkHeader()
        let room = next - dataOffset
        guard room >= 0, member.compressedByteCount <= room else {
            throw disagreement("\(member.compressedByteCount) bytes of data", "an overlap")
        }
        let gap = room - member.compressedByteCount
        if isStreamed {
            try checkDescriptor(byteCount: gap)
        } else if gap != 0 {
            throw disagreement("no gap after the data", "\(gap) bytes")
        }
    }

    /// Compares the header, and returns where the data starts.
    private func checkHeader() throws -> Int {
        let byteCount = Self.fixedByteCount + member.name.count
        guard byteCount <= next - member.offset else {
            throw disagreement("a header", "an overlap")
        }
        let bytes = LittleEndianBytes(try file.bytes(at: member.offset, count: byteCount))
        guard bytes.uint32(at: 0) == Self.localSignature else {
            throw disagreement("a header at byte \(member.offset)", "something else")
        }
        var header = ZipHeader(bytes, at: 4)
        guard header.nameByteCount == member.name.count,
            bytes.bytes[Self.fixedByteCount...].elementsEqual(member.name)
        else {
            throw disagreement("the same name before the member", "another")
        }
        guard header.flags == member.header.flags, header.method == member.header.method else {
            throw disagreement("the same method and flags before the member", "others")
        }
        guard header.extraByteCount <= next - member.offset - byteCount else {
            throw disagreement("a header", "an overlap")
        }
        let extra = try file.bytes(at: member.offset + byteCount, count: header.extraByteCount)
        _ = try header.resolve(extra: extra, site: site)
        try compare(header)
        return member.offset + byteCount + header.extraByteCount
    }

    /// A streamed member may leave to its descriptor what was not known before the data.
    private func compare(_ header: ZipHeader) throws {
        guard header.checksum == member.header.checksum || isStreamed && header.checksum == 0 else {
            throw disagreement("the CRC of the directory before the member", "another")
        }
        let sizes = [
            (header.byteCount, member.header.byteCount),
            (header.compressedByteCount, member.header.compressedByteCount),
        ]
        for (size, expected) in sizes where size != expected && !(isStreamed && size == 0) {
            throw disagreement("a size of \(expected) before the member", "\(size)")
        }
    }

    /// Signature, checksum, and both sizes, in 4 or in 8 bytes each.
    private func checkDescriptor(byteCount: Int) throws {
        guard byteCount == 16 || byteCount == 24 else {
            throw disagreement("16 or 24 bytes after the data", "\(byteCount)")
        }
        let bytes = LittleEndianBytes(
            try file.bytes(at: next - byteCount, count: byteCount))
        let width = (byteCount - 8) / 2
        guard bytes.uint32(at: 0) == Self.descriptorSignature,
            bytes.uint32(at: 4) == member.header.checksum,
            bytes.integer(at: 8, byteCount: width) == member.header.compressedByteCount,
            bytes.integer(at: 8 + width, byteCount: width) == member.header.byteCount
        else {
            throw disagreement("the CRC and the sizes of the directory after the data", "others")
        }
    }

    private func disagreement(_ expected: String, _ got: String) -> SerializationError {
        site.error(
            .malformed, expected: expected, got: got,
            advice: "The file is damaged, or was changed after it was written.")
    }
}
