import Synchronization

/// The hooks of all layers. They lie beside the layers, so that one without hooks holds nothing
/// for them, and a call in a program without any costs one look at a number.
enum ModuleHooks {
    enum Hook: Sendable {
        /// Gets the layer and its input; returns another input, or nil.
        case forwardPre(@Sendable (any Layer, Tensor) throws -> Tensor?)
        /// Gets the layer, its input and its output; returns another output, or nil.
        case forward(@Sendable (any Layer, Tensor, Tensor) throws -> Tensor?)
        /// Gets the layer and the gradient of its output; returns another one, or nil.
        case backwardPre(@Sendable (any Layer, Tensor) throws -> Tensor?)
        /// Gets the layer, the gradients of its input (nil when that is not tracked) and of its
        /// output; returns another one of the input, or nil.
        case backward(@Sendable (any Layer, Tensor?, Tensor) throws -> Tensor?)
    }

    private struct Entry: @unchecked Sendable {
        // `@unchecked`: the layer is only asked whether it is still there.
        weak var layer: AnyObject?
        var hooks: [(number: Int, hook: Hook)] = []
    }

    private struct Table {
        var entries: [ObjectIdentifier: Entry] = [:]
        var nextNumber = 0
    }

    private static let table = Mutex(Table())
    private static let hookCount = Atomic(0)

    /// Whether any layer has hooks: all that a call asks when none has.
    @inline(__always)
    static var arePresent: Bool { hookCount.load(ordering: .relaxed) != 0 }

    /// Adds a hook of a layer, which is called after those that are there.
    static func add(_ hook: Hook, to layer: any Layer) -> HookHandle {
        let identity = ObjectIdentifier(layer)
        let entry = Entry(layer: layer)
        let number = table.withLock { table in
            table.entries = table.entries.filter { $0.value.layer != nil }
            defer { table.nextNumber += 1 }
            table.entries[identity, default: entry].hooks.append((table.nextNumber, hook))
            countHooks(table)
            return table.nextNumber
        }
        return HookHandle {
            table.withLock { table in
                table.entries[identity]?.hooks.removeAll { $0.number == number }
                table.entries = table.entries.filter {
                    $0.value.layer != nil && !$0.value.hooks.isEmpty
                }
                countHooks(table)
            }
        }
    }

    /// A layer's hooks, in the order in which they were added.
    static func hooks(of layer: any Layer) -> [Hook] {
        table.withLock { table in
            // Another layer may lie where one that is gone has been.
            guard let entry = table.entries[ObjectIdentifier(layer)], entry.layer != nil else {
                return []
            }
            return entry.hooks.map(\.hook)
        }
    }

    private static func countHooks(_ table: Table) {
        hookCount.store(
            table.entries.values.reduce(0) { $0 + $1.hooks.count }, ordering: .relaxed)
    }
}
