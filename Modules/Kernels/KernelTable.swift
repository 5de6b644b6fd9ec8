public import CPlatform
public import Synchronization

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

    /// The table of this thread's innermost `withTable` scope, which holds it.
    package static var scoped: KernelTable? {
        lak_current_thread().pointee.kernel_table.map {
            Unmanaged<KernelTable>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// The table in force on this thread, with the kernels of whatever plugins the program was linked
    /// with.
    public static var current: KernelTable {
        if let scoped { return scoped }
        LinkedRecords.load()
        return global.withLock { $0.table }
    }

    /// Replaces the table of the whole process.
    public static func install(_ table: KernelTable) {
        global.withLock { $0.table = table }
        lak_advance_kernel_generation()
    }

    /// Runs `body` with `table` in force on the calling thread.
    public static func withTable<Result, Failure: Error>(
        _ table: KernelTable, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let thread = lak_current_thread()
        let outer = thread.pointee.kernel_table
        thread.pointee.kernel_table = Unmanaged.passUnretained(table).toOpaque()
        defer {
            thread.pointee.kernel_table = outer
            withExtendedLifetime(table) {}
        }
        return try body()
    }
}

/// The place of one kernel: its portable loops, and what the table has instead.
///
/// An operation declares its kernel once, as a static constant. Looking up costs three loads when
/// the table has not changed since the last time.
public final class Kernel<Implementation: Sendable>: Sendable {
    /// The operation's name.
    public let name: String
    private let portable: @Sendable (DType) -> Implementation?
    /// The address of a `Slot` for each type. Never freed: another thread may be reading one that
    /// was replaced, and there are no more of them than registrations of plugins.
    @usableFromInline let resolved = Atomic<UInt>(0)

    @usableFromInline struct Slot {
        @usableFromInline let generation: Int
        @usableFromInline let implementation: Implementation?
    }

    /// - Parameter portable: The reference loop for a type, nil where the operation has none.
    public init(_ name: String, portable: @escaping @Sendable (DType) -> Implementation?) {
        self.name = name
        self.portable = portable
    }

    /// The loop for elements of `dtype`: the table's, else the portable one.
    @inlinable
    public func callAsFunction(_ dtype: DType) -> Implementation? {
        let thread = lak_current_thread()
        thread.pointee.kernel_calls &+= 1
        if thread.pointee.kernel_table == nil,
            let slots = UnsafePointer<Slot>(bitPattern: resolved.load(ordering: .acquiring))
        {
            // There is a slot for each raw value.
            let slot = slots + Int(dtype.rawValue)
            if slot.pointee.generation == lak_kernel_generation() {
                return slot.pointee.implementation
            }
        }
        return resolve(dtype)
    }

    /// Looks into the table, after whatever plugins the program was linked with.
    @usableFromInline func resolve(_ dtype: DType) -> Implementation? {
        if let table = KernelTable.scoped { return find(dtype, in: table) }
        LinkedRecords.load()
        // Before the table: what is replaced in between is looked up once more.
        let generation = lak_kernel_generation()
        let table = KernelTable.current
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: DType.allCases.count)
        for each in DType.allCases {
            (slots + Int(each.rawValue)).initialize(
                to: Slot(generation: generation, implementation: find(each, in: table)))
        }
        resolved.store(UInt(bitPattern: slots), ordering: .releasing)
        return slots[Int(dtype.rawValue)].implementation
    }

    /// The portable loop, whatever the table has.
    public func reference(_ dtype: DType) -> Implementation? { portable(dtype) }

    private func find(_ dtype: DType, in table: KernelTable) -> Implementation? {
        let entry = table.entries[KernelTable.Key(name, dtype)] as? Implementation
        return entry ?? portable(dtype)
    }
}
