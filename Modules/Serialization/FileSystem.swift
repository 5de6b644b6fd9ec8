import CArchive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The calls of the system by which a file is replaced, each as POSIX has it: -1 and `errno`.
///
/// They are values so that a test can let any one of them fail; nothing else ever replaces them.
package struct FileSystem: Sendable {
    /// The target of a symbolic link; nil and `errno` on failure.
    package var readLink: @Sendable (_ path: String) -> String?
    package var openDirectory: @Sendable (_ path: String) -> Int32
    /// The mode of a file, links not followed.
    package var mode: @Sendable (_ directory: Int32, _ name: String) -> mode_t?
    /// A file without a name, where the system can give it one later.
    package var openUnnamed: @Sendable (_ directory: Int32) -> Int32
    /// A new file; fails if there is one.
    package var create: @Sendable (_ directory: Int32, _ name: String) -> Int32
    package var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
    package var setMode: @Sendable (_ descriptor: Int32, _ mode: mode_t) -> Int32
    package var synchronize: @Sendable (_ descriptor: Int32) -> Int32
    /// Gives a file without a name one.
    package var link: @Sendable (_ descriptor: Int32, _ directory: Int32, _ name: String) -> Int32
    package var close: @Sendable (_ descriptor: Int32) -> Int32
    package var rename: @Sendable (_ directory: Int32, _ from: String, _ to: String) -> Int32
    package var remove: @Sendable (_ directory: Int32, _ name: String) -> Int32

    /// The system's own.
    package static let system = FileSystem(
        readLink: { path in
            let limit = Int(PATH_MAX)
            var bytes = [CChar](repeating: 0, count: limit)
            let count = readlink(path, &bytes, limit)
            guard count >= 0 else { return nil }
            let target = bytes[..<count].map(UInt8.init(bitPattern:))
            guard count < limit, let target = String(validating: target, as: UTF8.self) else {
                errno = count < limit ? EILSEQ : ENAMETOOLONG
                return nil
            }
            return target
        },
        openDirectory: { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) },
        mode: { directory, name in
            var status = stat()
            return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0
                ? status.st_mode : nil
        },
        openUnnamed: { directory in
            let descriptor = carchive_open_unnamed(directory, newFileMode)
            if descriptor >= 0, access(linkSource(descriptor), F_OK) != 0 {
                // Without /proc the file could never get a name.
                _ = closeFile(descriptor)
                errno = ENOTSUP
                return -1
            }
            return descriptor
        },
        create: { openat($0, $1, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, newFileMode) },
        write: { writeBytes($0, $1) },
        setMode: { fchmod($0, $1) },
        synchronize: { carchive_synchronize($0) },
        link: { linkat(AT_FDCWD, linkSource($0), $1, $2, AT_SYMLINK_FOLLOW) },
        close: { closeFile($0) },
        rename: { renameat($0, $1, $0, $2) },
        remove: { unlinkat($0, $1, 0) }
    )

    /// What the process' umask then takes bits from, as for any new file.
    private static let newFileMode: mode_t = 0o666

    private static func linkSource(_ descriptor: Int32) -> String {
        "/proc/self/fd/\(descriptor)"
    }
}

// Outside the type, where its own `write` and `close` do not hide the system's.

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

private func closeFile(_ descriptor: Int32) -> Int32 {
    close(descriptor)
}
