import Synchronization

/// The kernels that plugins have put in place of portable ones: a snapshot, never changed.
///
/// A kernel is keyed by its operation's name and the element type. What is not in the table runs
/// on the portable loop, so a backend may bring a single kernel and be correct.
public final class KernelTable: Sendable {
    /// What a kernel is found by.
    public struct Key: Hashable, Sendable {
        /// The operation's name, `exp`; a gradient's is `exp.gradient`.
        public let name: String
        /// The type of the elements.
        public let dtype: DType

        /// The key of operation `name` on elements of `dtype`.
        public init(_ name: String, _ dtype: DType) {
            self.name = name
            self.dtype = dtype
        }
    }

    /// The kernels, each an implementation struct such as ``UnaryLoop``.
    let entries: [Key: any Sendable]

    /// A table of the given kernels.
    public init(_ entries: [Key: any Sendable] = [:]) { self.entries = entries }

    /// The keys of all kernels in the table, in order.
    public var keys: [Key] {
        entries.keys.sorted { ($0.name, $0.dtype.rawValue) < ($1.name, $1.dtype.rawValue) }
    }
}

extension KernelTable {
    private struct Global { var table = KernelTable() }
    private static let global = Mutex(Global())
    /// Counts the global table's changes; slots compare it with the count they resolved under.
    static let generation = Atomic(1)

    private final class Scope { var table: KernelTable? }
    private static let scope = ThreadLocal { Scope() }

    /// The table in force on this thread.
    public static var current: KernelTable {
        scope.value.table ?? global.withLock { $0.table }
    }

    /// The table of this thread's `withTable` scope, if it is in one.
    static var scoped: KernelTable? { scope.value.table }

    /// Replaces the table of the whole process.
    public static func install(_ table: KernelTable) {
        global.withLock { $0.table = table }
        generation.add(1, ordering: .releasing)
    }

    /// Runs `body` with `table` in force on the calling thread.
    public static func withTable<Result, Failure: Error>(
        _ table: KernelTable, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let scope = scope.value
        let outer = scope.table
        scope.table = table
        defer { scope.table = outer }
        return try body()
    }
}

/// The place of one kernel: its portable loops, and what the table has instead.
///
/// An operation declares its kernel once, as a static constant. Looking up costs two loads when
/// the table has not changed since the last time.
public final class Kernel<Implementation: Sendable>: Sendable {
    /// The operation's name.
    public let name: String
    private let portable: @Sendable (DType) -> Implementation?
    private let resolved: Mutex<Resolved>

    private struct Resolved {
        var generation = 0
        var implementations: [Implementation?] = []
    }

    /// - Parameter portable: The reference loop for a type, nil where the operation has none.
    public init(_ name: String, portable: @escaping @Sendable (DType) -> Implementation?) {
        self.name = name
        self.portable = portable
        resolved = Mutex(Resolved())
    }

    /// The loop for elements of `dtype`: the table's, else the portable one.
    public func callAsFunction(_ dtype: DType) -> Implementation? {
        if let table = KernelTable.scoped { return find(dtype, in: table) }
        let generation = KernelTable.generation.load(ordering: .acquiring)
        return resolved.withLock { resolved in
            if resolved.generation != generation { return nil }
            return resolved.implementations[Int(dtype.rawValue)]
        } ?? resolve(dtype)
    }

    /// Looks into the table, after whatever plugins the program was linked with.
    private func resolve(_ dtype: DType) -> Implementation? {
        LinkedRecords.load()
        let generation = KernelTable.generation.load(ordering: .acquiring)
        let table = KernelTable.current
        let implementations = DType.allCases.map { find($0, in: table) }
        resolved.withLock {
            $0 = Resolved(generation: generation, implementations: implementations)
        }
        return implementations[Int(dtype.rawValue)]
    }

    /// The portable loop, whatever the table has.
    public func reference(_ dtype: DType) -> Implementation? { portable(dtype) }

    private func find(_ dtype: DType, in table: KernelTable) -> Implementation? {
        let entry = table.entries[KernelTable.Key(name, dtype)] as? Implementation
        return entry ?? portable(dtype)
    }
}
