import CPlatform

/// Releases what nodes hold without recursion.
///
/// Dropping the last reference to a chain of a million nodes would release each from within its
/// successor's release and overflow the stack. Here the release of what a node holds that begins
/// inside another one is put off until the outer one is done.
enum ReleaseQueue {
    /// What is to be released on a thread, the last first.
    private final class Waiting {
        var first: Item?
    }

    /// What one node held.
    private final class Item {
        private let held: OperationNode.Held
        fileprivate var next: Item?

        init(_ held: consuming OperationNode.Held, next: Item?) {
            self.held = held
            self.next = next
        }
    }

    /// Releases what was held now, or soon when a release is under way on this thread.
    ///
    /// It is taken out of the variable: a reference left with the caller would be dropped after
    /// this returns, and what it then releases would recurse.
    @inline(never)
    static func release(_ held: inout OperationNode.Held) {
        let item = exchange(&held, with: OperationNode.Held())
        let thread = lak_current_thread()
        if let queue = thread.pointee.release_queue {
            let waiting = Unmanaged<Waiting>.fromOpaque(queue).takeUnretainedValue()
            waiting.first = Item(item, next: waiting.first.take())
            return
        }
        let waiting = Waiting()
        thread.pointee.release_queue = Unmanaged.passUnretained(waiting).toOpaque()
        drop(item)
        while let next = waiting.first.take() {
            waiting.first = next.next.take()
            drop(next)
        }
        thread.pointee.release_queue = nil
        withExtendedLifetime(waiting) {}
    }

    /// Ends the life of what nobody else holds, here and not somewhat earlier.
    @inline(never)
    private static func drop<Value: ~Copyable>(_ value: consuming Value) {}
}
