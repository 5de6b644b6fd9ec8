/// The bytes of one array file, front to back: a file of its own, or a member of an archive.
protocol ByteSource: AnyObject {
    /// Where a failure is reported.
    var site: ErrorSite { get }

    /// Fills `buffer` with the next bytes, or throws.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws

    /// Throws unless every byte was read and the source vouches for them.
    func finish() throws
}

extension ByteSource {
    /// The next `count` bytes; the caller bounds `count`.
    func bytes(count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBytes { try read(into: $0) }
        return bytes
    }
}

/// A file that is one array.
final class FileSource: ByteSource {
    private let file: InputFile
    private var position = 0

    init(_ file: InputFile) { self.file = file }

    var site: ErrorSite { file.site }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws {
        try file.read(into: buffer, at: position)
        position += buffer.count
    }

    /// A `.npy` file has no checksum: its size, compared with the header's, is all there is to
    /// check.
    func finish() {}
}
