import CArchive

/// Writes a zip archive through libarchive, one member after another.
///
/// The bytes depend on the members and the compression alone: no time is written, for libarchive
/// would write it in the local time zone. It is to be used within `withUTF8Locale`, where
/// libarchive takes names as they are and flags them as UTF-8; its option `hdrcharset=UTF-8` would
/// need no locale, but compose letters and accents, and so change names.
final class ArchiveWriter {
    private let archive: OpaquePointer
    private let entry: OpaquePointer
    private let sink: FileSink
    private var site: ErrorSite
    private var isClosed = false

    private static let blockByteCount: Int32 = 1 << 20
    /// libarchive hands zlib a size of 32 bits, and cuts a larger one off.
    private static let pieceByteCount = 1 << 24

    init(sink: FileSink, compression: SaveOptions.Compression, site: ErrorSite) throws {
        guard let archive = archive_write_new() else { throw Self.outOfMemory(site) }
        guard let entry = archive_entry_new() else {
            archive_write_free(archive)
            throw Self.outOfMemory(site)
        }
        self.archive = archive
        self.entry = entry
        self.sink = sink
        self.site = site
        try check(archive_write_set_format_zip(archive))
        for option in Self.options(for: compression) {
            try check(archive_write_set_options(archive, option))
        }
        try check(archive_write_set_bytes_per_block(archive, Self.blockByteCount))
        // Without this the file would be filled up with zeros to a whole block.
        try check(archive_write_set_bytes_in_last_block(archive, 1))
        // `self` holds the sink until the archive is freed.
        let client = Unmanaged.passUnretained(sink).toOpaque()
        try check(archive_write_open(archive, client, nil, writeToSink, nil))
    }

    deinit {
        // An archive that is not closed is given up; freeing it must not write any more.
        if !isClosed { archive_write_fail(archive) }
        archive_entry_free(entry)
        archive_write_free(archive)
    }

    private static func options(for compression: SaveOptions.Compression) -> [String] {
        switch compression {
        case .none:
            ["zip:compression=store"]
        case .deflate(let level):
            ["zip:compression=deflate", "zip:compression-level=\(level)"]
        }
    }

    /// Adds a member of exactly `byteCount` bytes, which `body` hands to the closure it is given.
    func add(
        _ name: String, byteCount: Int,
        _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        site.member = name
        archive_entry_clear(entry)
        archive_entry_set_pathname(entry, name)
        archive_entry_set_filetype(entry, Self.regularFile)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_size(entry, Int64(byteCount))
        try check(archive_write_header(archive, entry))
        var written = 0
        try body { bytes in
            try write(bytes)
            written += bytes.count
        }
        guard written == byteCount else {
            throw site.error(.malformed, expected: "\(byteCount) bytes", got: "\(written)")
        }
        try check(archive_write_finish_entry(archive))
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.pieceByteCount))
            // A short count means that the member's size was passed; there is no error then.
            guard archive_write_data(archive, piece.baseAddress, piece.count) == piece.count else {
                throw failure()
            }
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Writes the directory; the archive is whole only after this.
    func close() throws {
        site.member = nil
        try check(archive_write_close(archive))
        isClosed = true
    }

    private static func outOfMemory(_ site: ErrorSite) -> SerializationError {
        site.error(.outOfMemory, expected: "memory for a writer", got: "none")
    }

    /// `AE_IFREG`, a macro that Swift does not import.
    private static let regularFile: UInt32 = 0o100000

    private func check(_ status: Int32) throws {
        guard status == ARCHIVE_OK else { throw failure() }
    }

    private func failure() -> SerializationError {
        if sink.failure != nil { return sink.writeError(site) }
        let text = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        return site.error(
            .malformed, expected: "libarchive to write the archive", got: printable(text))
    }
}

/// libarchive's way to the file: it hands over `count` bytes and the sink it was opened with.
private func writeToSink(
    _ archive: OpaquePointer?, _ sink: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?,
    _ count: Int
) -> Int {
    guard let sink else { return -1 }
    let isWritten = Unmanaged<FileSink>.fromOpaque(sink).takeUnretainedValue()
        .write(UnsafeRawBufferPointer(start: bytes, count: count))
    return isWritten ? count : -1
}
