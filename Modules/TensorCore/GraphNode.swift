import Synchronization

/// A place in the graph that gradients flow through: a leaf, or the record of an operation.
///
/// Only this package makes nodes; users meet them as a tensor's `grad` and `requiresGrad`.
open class GraphNode: @unchecked Sendable {
    // `@unchecked`: subclasses of this package guard what changes with locks.

    /// The length of the longest path to a leaf: 0 for leaves and for nothing else, as the record of an
    /// operation is deeper than its inputs.
    public let depth: Int
    /// What looks at the gradients that arrive here.
    package let gradientHooks = GradientHooks.Place()

    package init(depth: Int) { self.depth = depth }
}

/// A tensor that the user made and asked gradients for: where they accumulate.
public final class Leaf: GraphNode, @unchecked Sendable {
    private let stored = Mutex<Tensor?>(nil)

    package init() { super.init(depth: 0) }

    /// The sum of the gradients of all backward passes since it was last cleared.
    package var gradient: Tensor? {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }

    /// Replaces the gradient by what `change` makes of it; no other thread comes between.
    package func update(
        _ change: (inout Tensor?) throws(TensorError) -> Void
    ) throws(TensorError) {
        let result: Result<Void, TensorError> = stored.withLock { gradient in
            do throws(TensorError) {
                try change(&gradient)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}
