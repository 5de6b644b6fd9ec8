/// The rules for the names of an archive's members, the same for reading and for writing.
package enum MemberName {
    /// What NumPy puts after a key.
    static let suffix = ".npy"

    /// Bytes of the longest key that is written, which is also the longest that is read by default.
    static let maxBytes = 1024

    /// The key that a member's name stands for, which is the name without `suffix`.
    ///
    /// A key is only ever compared and shown: slashes and dots in it mean nothing.
    static func key(
        ofMember name: [UInt8], suffix: String = suffix, limits: ReadLimits, site: ErrorSite
    ) throws -> String {
        // On bytes: as characters, the dot may be one with what is before it.
        guard name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else {
            throw site.error(
                .invalidName, expected: "member names that end in \(suffix)", got: printable(name),
                advice: "Only archives of arrays are read.")
        }
        guard let key = String(validating: name.dropLast(suffix.utf8.count), as: UTF8.self) else {
            throw site.error(
                .invalidName, expected: "a member name in UTF-8", got: printable(name))
        }
        try check(key: key, maxBytes: limits.maxNameBytes, site: site)
        return key
    }

    /// Throws unless `key` can be the key of a tensor in an archive.
    static func check(key: String, maxBytes: Int, site: ErrorSite) throws {
        let problem: String
        if key.isEmpty {
            problem = "an empty one"
        } else if key.utf8.contains(0) {
            problem = "a zero byte in \(printable(key))"
        } else if key.utf8.contains(UInt8(ascii: "\\")) {
            problem = "a backslash in \(printable(key))"
        } else if key.utf8.count > maxBytes {
            problem = "one of \(key.utf8.count) bytes, \(printable(key))"
        } else {
            return
        }
        throw site.error(
            .invalidName,
            expected: "names of 1 to \(maxBytes) bytes without backslash and zero byte",
            got: problem)
    }

    /// Throws if two of `keys` are the same text to Swift, such as `é` in its two spellings.
    package static func checkUnique(_ keys: some Sequence<String>, site: ErrorSite) throws {
        var seen: Set<String> = []
        for key in keys where !seen.insert(key).inserted {
            throw site.at(member: key).error(
                .duplicateName, expected: "names that differ as Unicode text",
                got: "two equal ones",
                advice: "Rename one of them.")
        }
    }
}
