/// The first bytes of a zip archive, which tell what kind of archive it is.
struct ZipStart {
    /// The name of the first member; nil when it does not end within the bytes.
    let firstName: ArraySlice<UInt8>?

    private static let signature: [UInt8] = [0x50, 0x4B, 3, 4]
    /// How an archive without members begins.
    static let emptyArchive: [UInt8] = [0x50, 0x4B, 5, 6]

    /// Nil if the bytes do not begin with a member.
    init?(_ start: [UInt8]) {
        guard start.starts(with: Self.signature) else { return nil }
        let fixedByteCount = Self.signature.count + ZipHeader.fixedByteCount
        guard start.count >= fixedByteCount else {
            firstName = nil
            return
        }
        let header = ZipHeader(LittleEndianBytes(start), at: Self.signature.count)
        let name = start.dropFirst(fixedByteCount).prefix(header.nameByteCount)
        firstName = name.count == header.nameByteCount ? name : nil
    }
}
