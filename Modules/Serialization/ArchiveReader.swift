import CArchive

/// The data of a zip archive's members, unpacked and checked by libarchive.
///
/// Only the reader that starts from the archive's directory is enabled. libarchive's other zip
/// reader takes a file that is cut off for a shorter one, and its other formats are not wanted.
final class ArchiveReader: ByteSource {
    private let archive: OpaquePointer
    private let file: InputFile
    private(set) var site: ErrorSite
    private var entry: OpaquePointer?
    /// Bytes of the member that are still to be read.
    private var remaining = 0

    private static let blockByteCount = 1 << 16

    /// Opens `file`, whose structure `ZipDirectory` has checked.
    init(_ file: InputFile) throws {
        self.file = file
        site = file.site
        guard let archive = archive_read_new() else {
            throw site.error(.outOfMemory, expected: "memory for a reader", got: "none")
        }
        self.archive = archive
        try check(archive_read_support_format_zip_seekable(archive), "a libarchive that reads zip")
        try check(
            archive_read_open_fd(archive, file.descriptor, Self.blockByteCount), "a zip archive")
    }

    // Reading changes nothing that freeing could fail to keep.
    deinit { archive_read_free(archive) }

    /// Goes to the next member, which must be `member`.
    func open(_ member: ZipMember) throws {
        site = file.site.at(member: String(decoding: member.name, as: UTF8.self))
        try check(archive_read_next_header(archive, &entry), "a member that can be read")
        guard let entry, archive_entry_filetype(entry) == Self.regularFile,
            archive_entry_is_encrypted(entry) == 0, archive_entry_size_is_set(entry) != 0,
            archive_entry_size(entry) == member.byteCount
        else {
            throw site.error(
                .malformed, expected: "a plain file of \(member.byteCount) bytes", got: "another")
        }
        remaining = member.byteCount
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws {
        guard buffer.count <= remaining else {
            throw site.error(
                .malformed, expected: "\(buffer.count) more bytes", got: "\(remaining)")
        }
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = archive_read_data(archive, rest.baseAddress, rest.count)
            guard count > 0 else {
                throw count == 0
                    ? site.error(
                        .corrupt, expected: "\(remaining) more bytes of data", got: "their end",
                        advice: "The file is damaged.")
                    : failure(.corrupt, "intact data")
            }
            filled += count
            remaining -= count
        }
    }

    /// Reads past the end, which is when libarchive compares the checksum of a stored member.
    func finish() throws {
        var extra: UInt8 = 0
        let count = archive_read_data(archive, &extra, 1)
        guard count == 0, remaining == 0 else {
            throw count < 0
                ? failure(.corrupt, "intact data")
                : site.error(
                    .corrupt, expected: "the end of the data", got: "more bytes than declared")
        }
    }

    /// Throws unless there is no other member.
    func expectEnd() throws {
        site = file.site
        guard archive_read_next_header(archive, &entry) == ARCHIVE_EOF else {
            throw failure(.malformed, "no further member")
        }
    }

    /// `AE_IFREG`, a macro that Swift does not import.
    private static let regularFile: UInt32 = 0o100000

    private func check(_ status: Int32, _ expected: String) throws {
        // Warnings too: libarchive warns, and goes on, where two headers disagree.
        guard status == ARCHIVE_OK else { throw failure(.malformed, expected) }
    }

    private func failure(
        _ code: SerializationError.Code, _ expected: String
    ) -> SerializationError {
        let text = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        // In quotes, for it may hold a name from the file, and line breaks.
        return site.error(
            code, expected: expected, got: printable(text), advice: "The file is damaged.")
    }
}
