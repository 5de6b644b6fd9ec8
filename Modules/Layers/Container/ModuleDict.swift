import Synchronization

/// Modules by name, in the order in which they came, as a module itself.
///
/// ```swift
/// let heads = try ModuleDict(["class": Linear(8, 10), "box": Linear(8, 4)])
/// let scores = try heads["class"](Tensor.ones(2, 8))
/// print(heads.stateDict().keys)  // class.weight, class.bias, box.weight, box.bias
/// ```
public final class ModuleDict<Element>: ModuleContainer, Sequence, @unchecked Sendable {
    // `@unchecked`: the list is locked; sharing it between tasks asks the same of its elements.

    private struct Entries: @unchecked Sendable { var list: [(name: String, module: Element)] }
    private let entries: Mutex<Entries>

    private init(pairs: [(String, Element)]) throws(TensorError) {
        entries = Mutex(Entries(list: []))
        for (name, module) in pairs { try insert(name, module) }
    }

    /// Modules of one type by name.
    ///
    /// - Throws: ``TensorError`` when a name is empty, has a dot or comes twice.
    public convenience init(
        _ modules: KeyValuePairs<String, Element> = [:]
    ) throws(TensorError) where Element: Module {
        try self.init(pairs: modules.map { ($0.key, $0.value) })
    }

    /// Layers by name.
    ///
    /// - Throws: ``TensorError`` when a name is empty, has a dot or comes twice.
    public convenience init(
        _ layers: KeyValuePairs<String, any Layer> = [:]
    ) throws(TensorError) where Element == any Layer {
        try self.init(pairs: layers.map { ($0.key, $0.value) })
    }

    /// Modules by name.
    ///
    /// - Throws: ``TensorError`` when a name is empty, has a dot or comes twice.
    public convenience init(
        _ modules: KeyValuePairs<String, any Module> = [:]
    ) throws(TensorError) where Element == any Module {
        try self.init(pairs: modules.map { ($0.key, $0.value) })
    }

    private var list: [(name: String, module: Element)] { entries.withLock { $0 }.list }

    /// The names, in order.
    public var keys: [String] { list.map(\.name) }

    /// The number of modules.
    public var count: Int { list.count }

    /// Adds a module at the end.
    ///
    /// - Throws: ``TensorError`` when the name is empty, has a dot or is taken.
    public func insert(_ name: String, _ module: Element) throws(TensorError) {
        guard !name.isEmpty, !name.contains(".") else {
            throw TensorError(
                .name, "ModuleDict", expected: "a name without dots", got: "\"\(name)\"")
        }
        let addition = Entries(list: [(name, module)])
        let isNew = entries.withLock { entries in
            guard !entries.list.contains(where: { $0.name == name }) else { return false }
            entries.list += addition.list
            return true
        }
        guard isNew else {
            throw TensorError(
                .name, "ModuleDict", expected: "names that differ", got: "\"\(name)\" twice",
                hint: "Remove the one that is there first.")
        }
    }

    /// Removes the module of a name, and returns it; nil when there is none.
    @discardableResult
    public func remove(_ name: String) -> Element? {
        let removed = entries.withLock { entries -> Entries in
            let found = entries.list.filter { $0.name == name }
            entries.list.removeAll { $0.name == name }
            return Entries(list: found)
        }
        return removed.list.first?.module
    }

    /// The module of a name.
    ///
    /// - Throws: ``TensorError`` when there is none.
    public subscript(name: String) -> Element {
        get throws(TensorError) {
            let list = list
            guard let entry = list.first(where: { $0.name == name }) else {
                throw TensorError(
                    .name, "ModuleDict", expected: "one of \(list.map(\.name))", got: "\"\(name)\"")
            }
            return entry.module
        }
    }

    public func makeIterator() -> IndexingIterator<[(name: String, module: Element)]> {
        list.makeIterator()
    }

    public var containedModules: [(name: String, module: any Module)] {
        // Its initialisers take modules only.
        list.compactMap { name, element in
            (element as? any Module).map { (name: name, module: $0) }
        }
    }
}
