#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import TensorCore

/// A regular file, open for reading.
final class InputFile {
    let descriptor: Int32
    let site: ErrorSite
    /// The size when the file was opened.
    let byteCount: Int

    /// Opens the file at `path` without ever waiting: a pipe has no end to wait for.
    init(path: String) throws {
        site = ErrorSite(operation: "read", path: path)
        guard !path.utf8.contains(0) else {
            throw site.error(.invalidName, expected: "a path without a zero byte", got: "one with")
        }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw errno == ENXIO
                ? Self.notRegular(site) : site.systemError(errno, expected: "a readable file")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw site.systemError(number, expected: "a readable file")
        }
        guard FileKind(mode: status.st_mode) == .regular else {
            close(descriptor)
            throw Self.notRegular(site)
        }
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
    }

    // Closing what was only read cannot lose anything, so its result says nothing.
    deinit { close(descriptor) }

    private static func notRegular(_ site: ErrorSite) -> SerializationError {
        site.error(
            .notARegularFile, expected: "a regular file",
            got: "a directory, pipe, socket or device: not a regular file")
    }

    /// The whole file in its own pages, which are read when they are first touched. What is written
    /// to them stays in this process.
    func mapped() throws -> SharedMemory {
        let start = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0)
        guard let start, start != MAP_FAILED else {
            throw site.systemError(errno, expected: "a file that can be mapped into memory")
        }
        let bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
        guard let memory = SharedMemory(bytes, release: { munmap($0.baseAddress, $0.count) }) else {
            preconditionFailure("a mapping has an address")
        }
        return memory
    }

    /// The `count` bytes at `offset`; the caller bounds `count`.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBytes { try read(into: $0, at: offset) }
        return bytes
    }

    /// Fills `buffer` with the bytes at `offset`, or throws.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
            if count > 0 {
                filled += count
            } else if count == 0 {
                throw site.error(
                    .malformed, expected: "\(buffer.count) bytes at byte \(offset)",
                    got: "the end of the file after \(filled)", advice: "The file is cut off.")
            } else if errno != EINTR {
                throw site.systemError(errno, expected: "bytes at byte \(offset + filled)")
            }
        }
    }
}

/// What a path leads to, of the kinds that matter here.
enum FileKind {
    case regular, directory, other

    init(mode: mode_t) {
        let regular: mode_t = S_IFREG
        let directory: mode_t = S_IFDIR
        switch mode & (S_IFMT as mode_t) {
        case regular: self = .regular
        case directory: self = .directory
        default: self = .other
        }
    }
}
