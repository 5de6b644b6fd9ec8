import CPlatform
import Synchronization

/// The records that plugins leave in the program by being linked into it.
///
/// A plugin's module has, next to the plugin type,
/// ```swift
/// enum MyPlugin: Plugin {
///     static let name = "MyPlugin"
///     static func install(into registry: inout Registry) throws {}
/// }
///
/// #if objectFormat(MachO)
///     @section("__DATA_CONST,__lak_plugins")
///     @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(MyPlugin.self) }
/// #else
///     @section("linalgkit_plugins")
///     @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(MyPlugin.self) }
/// #endif
/// ```
/// so that a program has the plugin when it depends on the module, even without importing it.
public enum LinkedRecords {
    private typealias Record = @convention(c) () -> Void

    private struct Installation {
        let rank: Int
        let name: String
        let run: @Sendable () -> Void
    }

    private final class Flag { var isLoading = false }
    private static let current = ThreadLocal { Flag() }
    private static let isLoaded = Atomic(false)
    private static let collected = Mutex<[Installation]>([])
    private static let loading = Mutex<Void>(())

    /// Called by a record: has `install` run when all records were read, lower ranks first.
    public static func add(rank: Int, name: String, install: @escaping @Sendable () -> Void) {
        collected.withLock { $0.append(Installation(rank: rank, name: name, run: install)) }
    }

    /// Reads the records and runs what they added, on the first call; other threads wait for it,
    /// and calls that an installation makes itself return at once.
    public static func load() {
        if isLoaded.load(ordering: .acquiring) { return }
        let flag = current.value
        guard !flag.isLoading else { return }
        flag.isLoading = true
        defer { flag.isLoading = false }
        loading.withLock { _ in
            guard !isLoaded.load(ordering: .relaxed) else { return }
            let section = lak_plugin_records()
            if let start = section.start {
                // The section is an array of function pointers, written by the compiler.
                let count = section.byte_count / MemoryLayout<Record>.stride
                let records = UnsafeBufferPointer(
                    start: start.assumingMemoryBound(to: Record.self), count: count)
                for record in records { record() }
            }
            let installations = collected.withLock { $0 }
            for item in installations.sorted(by: { ($0.rank, $0.name) < ($1.rank, $1.name) }) {
                item.run()
            }
            isLoaded.store(true, ordering: .releasing)
        }
    }
}
