#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Replaces a file in one step.
///
/// The new bytes go to a file that has no name, or where there is no such thing one of its own, in
/// the same directory. They are forced to the medium, then the file takes over the name, then the
/// directory is forced to the medium. Whoever opens the path meets all of the old bytes or all of
/// the new. A symbolic link stays, and the file that it leads to is replaced; the mode of that file
/// is kept, its owner and other names are not.
final class AtomicReplacement {
    private let site: ErrorSite
    private let fileSystem: FileSystem
    private let directory: Int32
    private let name: String
    /// The mode of the file that is there, or nil.
    private let oldMode: mode_t?

    /// The open file, until it is closed.
    private var descriptor: Int32?
    /// The name that the new file has for now.
    private var temporaryName: String?

    /// Replaces the file at `path` with what `body` writes.
    static func replaceFile(
        at path: String, fileSystem: FileSystem, _ body: (FileSink) throws -> Void
    ) throws {
        let replacement = try AtomicReplacement(path: path, fileSystem: fileSystem)
        do {
            try body(replacement.open())
            try replacement.commit()
        } catch let error as SerializationError where error.code == .savedDurabilityUnknown {
            throw error
        } catch {
            try replacement.abandon(after: error)
        }
    }

    private init(path: String, fileSystem: FileSystem) throws {
        self.fileSystem = fileSystem
        site = ErrorSite(operation: "write", path: path)
        let target = try ReplacementTarget(path: path, site: site, fileSystem: fileSystem)
        name = target.name
        directory = fileSystem.openDirectory(target.directory)
        guard directory >= 0 else {
            throw site.systemError(errno, expected: "the directory to exist")
        }
        oldMode = fileSystem.mode(directory, name)
        guard oldMode != nil || errno == ENOENT else {
            throw site.systemError(errno, expected: "a path that can be looked up")
        }
        if let oldMode, FileKind(mode: oldMode) != .regular {
            throw site.error(
                .notARegularFile, expected: "a regular file, or nothing, to replace",
                got: FileKind(mode: oldMode) == .directory ? "a directory" : "something else",
                advice: "Choose another path.")
        }
    }

    // Nothing was written through this descriptor, so closing it cannot lose anything.
    deinit { _ = fileSystem.close(directory) }

    private func open() throws -> FileSink {
        var opened = fileSystem.openUnnamed(directory)
        if opened < 0 {
            let name = Self.newTemporaryName()
            opened = fileSystem.create(directory, name)
            guard opened >= 0 else {
                throw site.systemError(errno, expected: "a directory that takes new files")
            }
            temporaryName = name
        }
        descriptor = opened
        return FileSink(descriptor: opened, fileSystem: fileSystem)
    }

    private func commit() throws {
        guard let descriptor else { return }
        if let oldMode {
            try check(fileSystem.setMode(descriptor, oldMode & 0o7777), "the file to take its mode")
        }
        // Never retried: after a failed fsync the system may have dropped the bytes.
        try check(fileSystem.synchronize(descriptor), "the bytes to reach the medium")
        if temporaryName == nil {
            let name = Self.newTemporaryName()
            try check(fileSystem.link(descriptor, directory, name), "the file to take a name")
            temporaryName = name
        }
        self.descriptor = nil
        try check(fileSystem.close(descriptor), "the file to close")
        if let temporaryName {
            try check(
                fileSystem.rename(directory, temporaryName, name), "the file to take its name")
            self.temporaryName = nil
        }
        guard fileSystem.synchronize(directory) == 0 else {
            let number = errno
            throw site.error(
                .savedDurabilityUnknown, expected: "the directory to reach the medium",
                got: systemErrorText(number),
                advice: "The file is saved, but a power failure may bring the old one back.",
                systemError: number)
        }
    }

    /// Removes what was begun, and throws `error`, or more if that fails.
    private func abandon(after error: any Error) throws -> Never {
        if let descriptor { _ = fileSystem.close(descriptor) }
        if let temporaryName, fileSystem.remove(directory, temporaryName) != 0 {
            throw site.systemError(
                errno,
                expected: "the unfinished file \(printable(temporaryName)) to go, after [\(error)]",
                advice: "Remove it; the file at the path is what it was before.")
        }
        throw error
    }

    private func check(_ result: Int32, _ expected: String) throws {
        guard result == 0 else {
            throw site.systemError(
                errno, expected: expected, advice: "The file at the path is what it was before.")
        }
    }

    /// A name that no other writer has.
    private static func newTemporaryName() -> String {
        ".linalgkit-\(String(UInt64.random(in: .min ... .max), radix: 16)).tmp"
    }
}
