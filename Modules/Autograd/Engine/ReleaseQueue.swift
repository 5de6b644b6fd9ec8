import CPlatform

/// Releases what nodes hold without recursion.
///
/// Dropping the last reference to a chain of a million nodes would release each from within its
/// successor's release and overflow the stack. Here the release of what a node holds that begins
/// inside another one is put off until the outer one is done.
enum ReleaseQueue {
    private final class Waiting { var items: [OperationNode.Held] = [] }

    /// Releases what was held now, or soon when a release is under way on this thread.
    ///
    /// It is taken out of the variable: a reference left with the caller would be dropped after
    /// this returns, and what it then releases would recurse.
    @inline(never)
    static func release(_ held: inout OperationNode.Held) {
        var item = OperationNode.Held()
        swap(&item, &held)
        let thread = lak_current_thread()
        if let queue = thread.pointee.release_queue {
            Unmanaged<Waiting>.fromOpaque(queue).takeUnretainedValue().items.append(item)
            return
        }
        let waiting = Waiting()
        waiting.items.append(item)
        item = OperationNode.Held()
        thread.pointee.release_queue = Unmanaged.passUnretained(waiting).toOpaque()
        while let next = waiting.items.popLast() { drop(next) }
        thread.pointee.release_queue = nil
        withExtendedLifetime(waiting) {}
    }

    /// Ends the life of the last reference.
    @inline(never)
    private static func drop(_ item: consuming OperationNode.Held) {}
}
