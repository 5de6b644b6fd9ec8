public import TensorCore

/// NumPy's `.npz` format: a zip archive with one `.npy` member for each tensor.
///
/// What `numpy.savez` and `numpy.savez_compressed` write is read, and what is written here
/// `numpy.load` reads, bit for bit. The element types are those of ``NPY``. A key may be any text
/// of 1 to 1,024 bytes without backslash and zero byte; no key is ever used as a path.
///
/// A file is read only if it is whole and says the same thing everywhere: the directory, the header
/// before each member, the checksums, and the headers of the arrays must agree, and nothing may lie
/// between, before or after them. A file with one wrong bit throws, unless the bit means nothing
/// here, as in a time; it never gives another name or value.
///
/// Not promised: a failure of a small allocation inside libarchive may end the process (files stay
/// whole), and a file that another process changes while it is read may give a mixture.
///
/// Source: NumPy 2.4, `numpy/lib/_npyio_impl.py`; PKWARE APPNOTE 6.3.10.
public enum NPZ: CheckpointFormat {
    public static let name = "npz"

    public static let fileExtensions = ["npz"]

    public static func recognizes(start: [UInt8], byteCount: Int) -> Bool {
        guard let archive = ZipStart(start) else {
            return start.starts(with: ZipStart.emptyArchive)
        }
        let suffix = MemberName.suffix.utf8
        return archive.firstName?.suffix(suffix.count).elementsEqual(suffix) == true
    }

    public static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
        try read(from: path, limits: limits) { _ in true }
    }

    /// The tensors of the file at `path` that `isWanted` asks for, in the file's order.
    ///
    /// The structure of the file and all headers are checked; checksums are those of what is read.
    public static func read(
        from path: String, limits: ReadLimits, where isWanted: (StoredTensor) -> Bool
    ) throws -> StateDictionary {
        var state = StateDictionary()
        try forEachMember(of: path, limits: limits) { archive, member in
            let header = try NPYReader.header(
                from: archive, byteCount: member.byteCount, limits: limits)
            guard isWanted(header.description(named: member.key)) else { return }
            state[member.key] = try NPYReader.tensor(of: header, from: archive)
        }
        return state
    }

    public static func contents(of path: String, limits: ReadLimits) throws -> [StoredTensor] {
        var tensors: [StoredTensor] = []
        try forEachMember(of: path, limits: limits) { archive, member in
            let header = try NPYReader.header(
                from: archive, byteCount: member.byteCount, limits: limits)
            tensors.append(header.description(named: member.key))
        }
        return tensors
    }

    private static func forEachMember(
        of path: String, limits: ReadLimits, _ body: (ArchiveReader, ZipMember) throws -> Void
    ) throws {
        let file = try InputFile(path: path)
        let members = try ZipDirectory.members(of: file, limits: limits)
        // libarchive takes an archive without members for no archive.
        guard !members.isEmpty else { return }
        try withUTF8Locale(file.site) {
            let archive = try ArchiveReader(file)
            for member in members {
                try archive.open(member)
                try body(archive, member)
            }
            try archive.expectEnd()
        }
    }

    /// Replaces the file at `path` with the tensors of `state`, in the dictionary's order.
    ///
    /// The bytes depend on the tensors and the options alone. They are forced to the medium before
    /// the file gets its name, and the name before this returns. A write past a limit on file sizes
    /// raises SIGXFSZ, which ends a process that does not ignore it; the file is then what it was
    /// before. This function leaves signals as they are.
    ///
    /// - Throws: `SerializationError`, or what kept `state` from being whole; then the file at
    ///   `path` is what it was before, unless the code is `savedDurabilityUnknown`.
    public static func write(
        _ state: StateDictionary, to path: String, options: SaveOptions
    ) throws {
        try write(state, to: path, options: options, fileSystem: .system)
    }

    package static func write(
        _ state: StateDictionary, to path: String, options: SaveOptions = SaveOptions(),
        fileSystem: FileSystem
    ) throws {
        if let problem = state.problem { throw problem }
        let site = ErrorSite(operation: "write", path: path)
        try check(options, site: site)
        try MemberName.checkUnique(state.keys, site: site)
        let writers = try state.map { name, tensor in
            let site = site.at(member: name)
            try MemberName.check(key: name, maxBytes: MemberName.maxBytes, site: site)
            return (name: name + MemberName.suffix, writer: try NPYWriter(tensor, site: site))
        }
        try AtomicReplacement.replaceFile(at: path, fileSystem: fileSystem) { sink in
            try withUTF8Locale(site) {
                let archive = try ArchiveWriter(
                    sink: sink, compression: options.compression, site: site)
                for (name, writer) in writers {
                    try archive.add(name, byteCount: writer.byteCount, writer.write(to:))
                }
                try archive.close()
            }
        }
    }

    private static func check(_ options: SaveOptions, site: ErrorSite) throws {
        if case .deflate(let level) = options.compression, !(1...9).contains(level) {
            throw site.error(.invalidOption, expected: "a deflate level of 1 to 9", got: "\(level)")
        }
    }
}
