import CArchive

/// Unpacks what gzip packed, by libarchive, which does not look at gzip's checksum: that is done
/// here, and so only one member is taken, without anything behind it. What was packed twice is
/// unpacked once.
///
/// Source: RFC 1952.
enum Gunzip {
    /// How a gzip file with deflated data begins.
    static let magic: [UInt8] = [0x1F, 0x8B, 8]
    /// `ARCHIVE_FILTER_GZIP`, a macro.
    private static let gzipFilter: Int32 = 1
    private static let blockByteCount = 1 << 18
    /// Bytes around the deflated data, at least.
    private static let frameByteCount = 18
    /// How deflated data of no bytes end: as zlib compresses them, and stored.
    private static let emptyEnds: [[UInt8]] = [[3, 0], [1, 0, 0, 0xFF, 0xFF]]

    static func unpack(
        _ packed: [UInt8], site: ErrorSite, limits: ReadLimits
    ) throws -> [UInt8] {
        let bytes = try raw(packed, site: site, limits: limits)
        try check(bytes, against: packed, site)
        return bytes
    }

    /// What zlib packed, of which the size is known: the form of deflated data within other files.
    ///
    /// Source: RFC 1950.
    static func inflate(_ packed: [UInt8], byteCount: Int, site: ErrorSite) throws -> [UInt8] {
        // Deflate, a window that it has, no preset dictionary, and a multiple of 31.
        guard packed.count >= 6, packed[0] & 0x0F == 8, packed[0] >> 4 <= 7, packed[1] & 0x20 == 0,
            (Int(packed[0]) << 8 | Int(packed[1])) % 31 == 0
        else {
            throw site.error(
                .corrupt, expected: "data that zlib packed", got: printable(packed.prefix(2)))
        }
        // libarchive has deflate within gzip; it does not look at the eight bytes at the end.
        let member =
            magic + [0, 0, 0, 0, 0, 0, 0xFF] + packed[2..<packed.count - 4]
            + [UInt8](repeating: 0, count: 8)
        let bytes = try raw(member, site: site, limits: ReadLimits(maxBytes: byteCount))
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        let sum = packed.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard bytes.count == byteCount, sum == high << 16 | low else {
            throw site.error(
                .corrupt, expected: "\(byteCount) bytes with the checksum at their end",
                got: "\(bytes.count)" + (bytes.count == byteCount ? " with another" : ""),
                advice: "The file is damaged.")
        }
        return bytes
    }

    /// What was packed, by libarchive's word.
    private static func raw(
        _ packed: [UInt8], site: ErrorSite, limits: ReadLimits
    ) throws -> [UInt8] {
        guard let archive = archive_read_new() else {
            throw site.error(.outOfMemory, expected: "memory for a reader", got: "none")
        }
        // Reading changes nothing that freeing could fail to keep.
        defer { archive_read_free(archive) }
        // libarchive reads from `packed`, which is there until this ends.
        return try packed.withUnsafeBytes { buffer in
            // Exactly this filter. One that is merely supported is put on top of itself as often as
            // the data ask for, and all that before a byte is counted.
            guard archive_read_append_filter(archive, gzipFilter) == ARCHIVE_OK,
                archive_read_support_format_raw(archive) == ARCHIVE_OK,
                archive_read_support_format_empty(archive) == ARCHIVE_OK,
                archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK
            else { throw damaged(site, archive) }
            return try unpack(archive, site, limits)
        }
    }

    private static func unpack(
        _ archive: OpaquePointer, _ site: ErrorSite, _ limits: ReadLimits
    ) throws -> [UInt8] {
        var entry: OpaquePointer?
        switch archive_read_next_header(archive, &entry) {
        case ARCHIVE_OK: break
        // Nothing was packed, or nothing could be unpacked: the caller's check tells.
        case ARCHIVE_EOF: return []
        default: throw damaged(site, archive)
        }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: blockByteCount)
        while true {
            let count = block.withUnsafeMutableBytes {
                archive_read_data(archive, $0.baseAddress, $0.count)
            }
            guard count >= 0 else { throw damaged(site, archive) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limits.maxBytes else {
                throw site.error(
                    .limitExceeded, expected: "at most \(limits.maxBytes) bytes once unpacked",
                    got: "more")
            }
            bytes += block[..<count]
        }
    }

    /// The last eight bytes are the checksum of what was packed, and how long that was.
    private static func check(_ bytes: [UInt8], against packed: [UInt8], _ site: ErrorSite) throws {
        var sum = CRC32()
        sum.add(bytes)
        let end = LittleEndianBytes(Array(packed.suffix(8)))
        // Zeros are the checksum of nothing, but they also fill the end of a damaged file.
        let isPlausible =
            !bytes.isEmpty || emptyEnds.contains { packed.dropLast(8).suffix($0.count) == $0[...] }
        guard packed.count >= frameByteCount, isPlausible, end.uint32(at: 0) == sum.value,
            end.uint32(at: 4) == UInt32(truncatingIfNeeded: bytes.count)
        else {
            throw site.error(
                .corrupt, expected: "one gzip member with the checksum at its end",
                got: "another checksum or length", advice: "The file is damaged or cut off.")
        }
    }

    private static func damaged(_ site: ErrorSite, _ archive: OpaquePointer) -> SerializationError {
        let text = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        return site.error(
            .corrupt, expected: "data that gzip packed", got: printable(text),
            advice: "The file is damaged or cut off.")
    }
}
