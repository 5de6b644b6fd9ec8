#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is being written, front to back. It remembers its first failure.
package final class FileSink {
    let descriptor: Int32
    private let fileSystem: FileSystem

    /// The `errno` of the write that failed.
    private(set) var failure: Int32?

    init(descriptor: Int32, fileSystem: FileSystem) {
        self.descriptor = descriptor
        self.fileSystem = fileSystem
    }

    /// Writes all of `bytes`; false, and `failure` set, if that cannot be done.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while failure == nil, !rest.isEmpty {
            let count = fileSystem.write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 {
                failure = EIO  // No file system writes nothing without a reason.
            } else if errno != EINTR {
                failure = errno
            }
        }
        return failure == nil
    }

    /// Writes all of `bytes`, or throws.
    func write(_ bytes: UnsafeRawBufferPointer, site: ErrorSite) throws {
        guard write(bytes) else { throw writeError(site) }
    }

    /// The error to throw after a write failed.
    func writeError(_ site: ErrorSite) -> SerializationError {
        site.systemError(
            failure ?? EIO, expected: "the file to take its bytes",
            advice: "The file at the path is what it was before.")
    }
}
