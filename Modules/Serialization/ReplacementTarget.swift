#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The directory and the name of the file that a path leads to, symbolic links at its end followed.
struct ReplacementTarget {
    private(set) var directory: String
    private(set) var name: String

    init(path: String, site: ErrorSite, fileSystem: FileSystem) throws {
        guard !path.utf8.contains(0) else {
            throw site.error(.invalidName, expected: "a path without a zero byte", got: "one with")
        }
        (directory, name) = Self.split(path)
        let maxLinks = 40
        var links = 0
        while let target = fileSystem.readLink(directory + name) {
            links += 1
            guard links <= maxLinks else { throw site.systemError(ELOOP, expected: "a file") }
            (directory, name) = Self.split(
                target.utf8.first == UInt8(ascii: "/") ? target : directory + target)
        }
        // EINVAL says that it is no link, ENOENT that there is nothing yet.
        guard errno == EINVAL || errno == ENOENT else {
            throw site.systemError(errno, expected: "a path that can be looked up")
        }
        guard !["", ".", ".."].contains(name) else {
            throw site.error(
                .notARegularFile, expected: "a path that ends in a file name", got: "a directory")
        }
        if directory.isEmpty { directory = "." }
    }

    /// What stands up to the last slash, that included, and what follows it.
    private static func split(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        let start = path.utf8.index(after: slash)
        return (String(path[..<start]), String(path[start...]))
    }
}
