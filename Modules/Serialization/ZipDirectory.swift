/// Reads and cross-checks the structure of a zip archive, before libarchive sees it.
///
/// A zip archive says most things twice, in its directory and before each member, and readers
/// differ in which they believe. libarchive believes the header before the member, never counts the
/// members, and drops a second record for the same one. Here both must say the same, and the
/// headers, the members and the directory must fill the file without gap or overlap.
enum ZipDirectory {
    /// The members of `file`, in the order of their bytes, whose names all end in `suffix`.
    static func members(
        of file: InputFile, suffix: String = MemberName.suffix, limits: ReadLimits
    ) throws -> [ZipMember] {
        let end = try ZipEndRecord(of: file)
        let members = try readRecords(of: file, end: end, suffix: suffix, limits: limits)
        try checkTotal(of: members, end: end, limits: limits, site: file.site)
        try MemberName.checkUnique(members.lazy.map(\.key), site: file.site)
        let directoryOffset = end.offset - Int(end.directoryByteCount)
        try checkTiling(of: members, upTo: directoryOffset, in: file)
        return members
    }

    private static func readRecords(
        of file: InputFile, end: ZipEndRecord, suffix: String, limits: ReadLimits
    ) throws -> [ZipMember] {
        guard end.memberCount <= limits.maxMembers, end.directoryByteCount <= limits.maxBytes else {
            throw file.site.error(
                .limitExceeded,
                expected: "at most \(limits.maxMembers) members and \(limits.maxBytes) bytes",
                got: "\(end.memberCount) members, "
                    + "and a directory of \(end.directoryByteCount) bytes",
                advice: "Raise the limits of ReadLimits if the file is to be trusted.")
        }
        // The directory lies within the file and the limit, so both numbers fit.
        let byteCount = Int(end.directoryByteCount)
        let directory = LittleEndianBytes(
            try file.bytes(at: end.offset - byteCount, count: byteCount))
        var members: [ZipMember] = []
        var position = 0
        while position < byteCount, members.count < end.memberCount {
            members.append(
                try ZipMember(
                    directory: directory, position: &position, suffix: suffix, limits: limits,
                    site: file.site))
        }
        guard position == byteCount, members.count == end.memberCount else {
            throw file.site.error(
                .malformed, expected: "\(end.memberCount) members, which fill the directory",
                got: position < byteCount ? "more" : "\(members.count)")
        }
        return members.sorted { $0.offset < $1.offset }
    }

    private static func checkTotal(
        of members: [ZipMember], end: ZipEndRecord, limits: ReadLimits, site: ErrorSite
    ) throws {
        var total = Int(end.directoryByteCount)
        for member in members {
            let (sum, overflows) = total.addingReportingOverflow(member.byteCount)
            guard !overflows, sum <= limits.maxBytes else {
                throw site.error(
                    .limitExceeded, expected: "at most \(limits.maxBytes) bytes in all",
                    got: "more, at member \(printable(member.name))",
                    advice: "Raise ReadLimits.maxBytes if the file is to be trusted.")
            }
            total = sum
        }
    }

    /// Throws unless each member follows the one before it, and the directory the last.
    private static func checkTiling(
        of members: [ZipMember], upTo directoryOffset: Int, in file: InputFile
    ) throws {
        var position = 0
        for (index, member) in members.enumerated() {
            let next = index + 1 < members.count ? members[index + 1].offset : directoryOffset
            let site = file.site.at(member: String(decoding: member.name, as: UTF8.self))
            guard member.offset == position else {
                throw site.error(
                    .malformed, expected: "the member at byte \(position)",
                    got: "byte \(member.offset)",
                    advice: "Members overlap, or bytes lie between them.")
            }
            guard next > position, next <= directoryOffset else {
                throw site.error(
                    .malformed, expected: "members that do not overlap", got: "an overlap")
            }
            try ZipMemberCheck(member: member, next: next, file: file, site: site).run()
            position = next
        }
        guard position == directoryOffset else {
            throw file.site.error(
                .malformed, expected: "the directory at byte \(position)",
                got: "byte \(directoryOffset)", advice: "Bytes lie between them.")
        }
    }
}
