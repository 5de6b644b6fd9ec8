#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How much a file may ask for before it is refused.
///
/// A file of a few kilobytes can declare tensors of terabytes. The limits are checked against what
/// the file declares, before memory is allocated for it.
public struct ReadLimits: Sendable, Hashable {
    /// Bytes of all members of an archive together, uncompressed, with the archive's directory. In
    /// a file of PyTorch as many again may be those of views whose elements do not lie in a row, as
    /// if they did, and of copies of storages that several types see.
    public var maxBytes: Int
    /// Members of an archive.
    public var maxMembers: Int
    /// Bytes of one name, in UTF-8.
    public var maxNameBytes: Int
    /// Bytes of the header of one array; NumPy's own limit is 10,000.
    public var maxHeaderBytes: Int
    /// Instructions of the pickle in a file of PyTorch: some 40 for each tensor.
    public var maxPickleInstructions: Int

    /// Limits that fit every honest checkpoint this machine can hold.
    ///
    /// `maxBytes` is the physical memory of the machine when it is nil.
    public init(
        maxBytes: Int? = nil, maxMembers: Int = 1_000_000, maxNameBytes: Int = 1024,
        maxHeaderBytes: Int = 10_000, maxPickleInstructions: Int = 1_000_000
    ) {
        self.maxBytes = maxBytes ?? Self.physicalMemory
        self.maxMembers = maxMembers
        self.maxNameBytes = maxNameBytes
        self.maxHeaderBytes = maxHeaderBytes
        self.maxPickleInstructions = maxPickleInstructions
    }

    /// Bytes of memory that the machine has; 1 GiB if the system does not say.
    public static let physicalMemory: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let pageBytes = sysconf(Int32(_SC_PAGESIZE))
        let (bytes, overflows) = pages.multipliedReportingOverflow(by: pageBytes)
        return pages > 0 && pageBytes > 0 && !overflows ? bytes : 1 << 30
    }()
}
