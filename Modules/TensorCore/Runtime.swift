import Synchronization

import Kernels

/// What the process has: registered plugins and threads.
public enum Runtime {
    private struct State {
        var registry = Registry()
        var failures: [(plugin: String, error: any Error)] = []
    }

    private static let state = Mutex(State())
    /// Held while a plugin is registered, so that registry and kernel table change together.
    private static let registration = Mutex<Void>(())
    private final class Scope { var registry: Registry? }
    private static let scope = ThreadLocal { Scope() }

    /// What is registered, as seen by this thread.
    public static var registry: Registry {
        LinkedRecords.load()
        return scope.value.registry ?? state.withLock { $0.registry }
    }

    /// The plugins found by linking that could not be installed, and why.
    public static var failures: [(plugin: String, error: any Error)] {
        LinkedRecords.load()
        return state.withLock { $0.failures }
    }

    /// Threads that kernels use, the caller's included; `LINALGKIT_NUM_THREADS` sets it at the
    /// start. Results have the same bits with any number.
    public static var threadCount: Int {
        get { ThreadPool.shared.threadCount }
        set { ThreadPool.shared.threadCount = newValue }
    }

    /// Registers a plugin for the whole process.
    ///
    /// - Throws: ``TensorError`` when the plugin or a name in it is registered already, or what
    ///   the plugin throws; nothing of it is registered then.
    public static func register(_ plugin: any Plugin.Type) throws {
        LinkedRecords.load()
        try registration.withLock { _ in
            // The registry itself is not locked meanwhile: a plugin may look at it.
            var registry = state.withLock { $0.registry }
            try registry.install(plugin)
            state.withLock { $0.registry = registry }
            KernelTable.install(registry.kernelTable)
        }
    }

    /// Runs `body` with more plugins, on the calling thread.
    ///
    /// - Throws: What registering throws, or what `body` throws.
    public static func withPlugins<Result>(
        _ plugins: (any Plugin.Type)..., body: () throws -> Result
    ) throws -> Result {
        var registry = registry
        for plugin in plugins { try registry.install(plugin) }
        return try inScope(registry, registry.kernelTable, body)
    }

    /// Runs `body` on the portable kernels, the reference, on the calling thread.
    public static func withPortableKernels<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try KernelTable.withTable(KernelTable(), body)
    }

    /// `body` for another thread, where it sees the plugins and kernels that this one sees now.
    package static func carrying<Result>(
        _ body: @escaping @Sendable () -> Result
    ) -> @Sendable () -> Result {
        let (registry, table) = (scope.value.registry, KernelTable.scoped)
        return { inScope(registry, table, body) }
    }

    /// Runs `body` in a scope, on the calling thread; nil stands for what the process has.
    private static func inScope<Result, Failure: Error>(
        _ registry: Registry?, _ table: KernelTable?, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let scope = scope.value
        let outer = scope.registry
        scope.registry = registry
        defer { scope.registry = outer }
        guard let table else { return try body() }
        return try KernelTable.withTable(table, body)
    }

    /// Called by the record that a plugin leaves in the program; see `LinkedRecords`.
    public static func registerLinked(_ plugin: any Plugin.Type) {
        LinkedRecords.add(rank: plugin.rank, name: plugin.name) {
            do { try register(plugin) } catch {
                state.withLock { $0.failures.append((plugin.name, error)) }
            }
        }
    }
}
