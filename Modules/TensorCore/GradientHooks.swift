import Synchronization

/// What looks at the gradients that arrive at a node, and may replace them.
package final class GradientHooks: Sendable {
    /// Gets a gradient; returns another one in its place, or nil to leave it.
    package typealias Hook = @Sendable (Tensor) throws -> Tensor?

    /// A hook for one of the node's outputs.
    package struct Entry: Sendable {
        fileprivate let number: Int
        package let output: Int
        package let hook: Hook
    }

    /// Called when a leaf has gathered a gradient.
    package typealias GatheredHook = @Sendable () throws -> Void

    private struct State {
        var entries: [Entry] = []
        var gathered: [(number: Int, hook: GatheredHook)] = []
        var nextNumber = 0
        /// The outputs that keep their gradients, with what they have so far.
        var retained: [Int: Tensor?] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Adds a hook, which is called after those that are there.
    package func add(output: Int, _ hook: @escaping Hook) -> HookHandle {
        let number = state.withLock { state in
            defer { state.nextNumber += 1 }
            state.entries.append(Entry(number: state.nextNumber, output: output, hook: hook))
            return state.nextNumber
        }
        return HookHandle { [weak self] in
            self?.state.withLock { $0.entries.removeAll { $0.number == number } }
        }
    }

    /// Adds a hook for when the gradient has been gathered.
    package func addGathered(_ hook: @escaping GatheredHook) -> HookHandle {
        let number = state.withLock { state in
            defer { state.nextNumber += 1 }
            state.gathered.append((state.nextNumber, hook))
            return state.nextNumber
        }
        return HookHandle { [weak self] in
            self?.state.withLock { $0.gathered.removeAll { $0.number == number } }
        }
    }

    /// The hooks for when the gradient has been gathered, in the order in which they were added.
    package var gatheredHooks: [GatheredHook] { state.withLock { $0.gathered.map(\.hook) } }

    /// The hooks, in the order in which they were added.
    package var entries: [Entry] { state.withLock { $0.entries } }

    /// Has an output keep its gradients.
    package func retain(output: Int) {
        state.withLock { if $0.retained[output] == nil { $0.retained[output] = .some(nil) } }
    }

    /// The outputs that keep their gradients.
    package var retainedOutputs: [Int] { state.withLock { Array($0.retained.keys) } }

    /// The gradient that an output has kept.
    package func retained(_ output: Int) -> Tensor? {
        state.withLock { $0.retained[output] ?? nil }
    }

    /// Changes the gradient of an output that keeps it; no other thread comes between.
    package func updateRetained(
        _ output: Int, _ change: (Tensor?) throws(TensorError) -> Tensor
    ) throws(TensorError) {
        let failure: TensorError? = state.withLock { state in
            guard let old = state.retained[output] else { return nil }
            do throws(TensorError) {
                state.retained[output] = .some(try change(old))
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Replaces the gradient of an output that keeps it.
    package func setRetained(_ output: Int, _ gradient: Tensor?) {
        state.withLock { if $0.retained[output] != nil { $0.retained[output] = .some(gradient) } }
    }
}

extension GradientHooks {
    /// A place where hooks may come to be, and mostly are not.
    package struct Place: ~Copyable, Sendable {
        private let reference = AtomicLazyReference<GradientHooks>()
        // Asking the reference costs ten times as much. (It comes second, so that the next thing in a
        // node may lie right behind it.)
        private let isTaken = Atomic(false)

        init() {}

        /// What is there.
        package func load() -> GradientHooks? {
            isTaken.load(ordering: .acquiring) ? reference.load() : nil
        }

        /// Puts hooks here unless there are some; returns those that are here then.
        package func storeIfNil(_ hooks: GradientHooks) -> GradientHooks {
            defer { isTaken.store(true, ordering: .releasing) }
            return reference.storeIfNil(hooks)
        }
    }
}
