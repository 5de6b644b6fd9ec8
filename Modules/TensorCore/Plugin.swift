public import Kernels

/// A package's contribution: kernels for a machine, layers, losses, optimizers, schedulers or
/// checkpoint formats, found by name.
///
/// Register one with ``Runtime/register(_:)``, or let programs have it by linking: see
/// `LinkedRecords`.
public protocol Plugin: Sendable {
    /// The plugin's name, unique in a program.
    static var name: String { get }

    /// When it is installed among those found by linking: lower first, then by name. What comes
    /// with this package has 0; the default is 100, so that other packages may replace its kernels.
    static var rank: Int { get }

    /// Adds what the plugin has.
    ///
    /// - Throws: What the registry throws when a name is taken, or the plugin's own error; nothing
    ///   of the plugin is registered then.
    static func install(into registry: inout Registry) throws
}

extension Plugin {
    public static var rank: Int { 100 }
}

/// What is found by name: a value, so that a failed installation leaves nothing behind.
public struct Registry: Sendable {
    /// A kind of entry; each module extends it with its own, such as `.layer`.
    public struct Kind: Hashable, Sendable {
        /// The kind's name as errors print it.
        public let name: String

        public init(_ name: String) { self.name = name }
    }

    private struct Entry: Sendable {
        let value: any Sendable
        let plugin: String
    }

    private var entries: [Kind: [String: Entry]] = [:]
    private var kernels: [KernelTable.Key: Entry] = [:]
    /// The names of the plugins installed, in order.
    public private(set) var plugins: [String] = []
    private var installing = ""

    package init() {}

    /// Adds an entry under a name.
    ///
    /// - Throws: ``TensorError`` when the name is taken.
    public mutating func register(
        _ value: any Sendable, named name: String, kind: Kind
    ) throws(TensorError) {
        if let taken = entries[kind]?[name] {
            throw TensorError(
                .name, "register", expected: "a new name for a \(kind.name)",
                got: "\"\(name)\", which plugin \(taken.plugin) has registered",
                hint: "Rename one of them.")
        }
        entries[kind, default: [:]][name] = Entry(value: value, plugin: installing)
    }

    /// Adds a kernel for the operation `name` on elements of `dtype`, to be used instead of the
    /// portable loop.
    ///
    /// - Parameters:
    ///   - implementation: The loop, of the type that the operation's ``Kernel`` has.
    ///   - replacing: Whether a kernel of another plugin may be replaced.
    /// - Throws: ``TensorError`` when another plugin has a kernel there and `replacing` is false.
    public mutating func register(
        kernel implementation: any Sendable, for name: String, _ dtype: DType,
        replacing: Bool = false
    ) throws(TensorError) {
        let key = KernelTable.Key(name, dtype)
        if let taken = kernels[key], !replacing {
            throw TensorError(
                .name, "register", expected: "a kernel that is still portable",
                got: "\(name) of \(dtype), which plugin \(taken.plugin) has replaced",
                hint: "Pass replacing: true to take its place.")
        }
        kernels[key] = Entry(value: implementation, plugin: installing)
    }

    /// The entry of a name.
    ///
    /// - Throws: ``TensorError`` naming the known ones when there is none.
    public func entry<Value>(
        named name: String, kind: Kind, as _: Value.Type = Value.self
    ) throws(TensorError) -> Value {
        if let value = entries[kind]?[name]?.value as? Value { return value }
        throw TensorError(
            .name, kind.name, expected: "one of \(names(of: kind).joined(separator: ", "))",
            got: "\"\(name)\"", hint: "Is the package that has it linked into this program?")
    }

    /// The names of a kind, in order.
    public func names(of kind: Kind) -> [String] { (entries[kind] ?? [:]).keys.sorted() }

    /// The kernels, in order of their names, with the plugins that brought them.
    package var kernelEntries:
        [(key: KernelTable.Key, implementation: any Sendable, plugin: String)]
    {
        kernels.map { ($0.key, $0.value.value, $0.value.plugin) }
            .sorted { ($0.key.name, $0.key.dtype.rawValue) < ($1.key.name, $1.key.dtype.rawValue) }
    }

    /// The kernels as a table.
    var kernelTable: KernelTable { KernelTable(kernels.mapValues(\.value)) }

    /// Installs a plugin; all or nothing.
    mutating func install(_ plugin: any Plugin.Type) throws {
        guard !plugins.contains(plugin.name) else {
            throw TensorError(
                .name, "register", expected: "a plugin that is not registered yet",
                got: "\"\(plugin.name)\"",
                hint: "A plugin that is linked in is registered already.")
        }
        var registry = self
        registry.installing = plugin.name
        try plugin.install(into: &registry)
        registry.plugins.append(plugin.name)
        self = registry
    }
}
