import Dispatch
import Synchronization

/// Items made ahead on a thread of their own, so many at most, and taken in order.
package final class PrefetchQueue<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item?] = []
        var isCancelled = false
    }

    private let state = Mutex(State())
    /// Counts the places that are free.
    private let free = DispatchSemaphore(value: 0)
    /// Counts the items that are made, the nil at the end included.
    private let made = DispatchSemaphore(value: 0)

    /// Starts to make items, until `make` returns nil.
    ///
    /// - Parameter capacity: How many items may wait, at least one.
    package init(capacity: Int, _ make: @escaping @Sendable () -> Item?) {
        // Signalled, since a semaphore that begins above 0 may not end below where it began.
        for _ in 0..<max(capacity, 1) { free.signal() }
        DispatchQueue(label: "LinAlgKit.Data.PrefetchQueue").async { [self] in
            while true {
                free.wait()
                if state.withLock({ $0.isCancelled }) { return }
                let item = make()
                state.withLock { $0.items.append(item) }
                made.signal()
                if item == nil { return }
            }
        }
    }

    /// Waits for the next item; nil at the end, after which there is nothing to wait for.
    package func next() -> Item? {
        made.wait()
        let item = state.withLock { $0.items.removeFirst() }
        if item == nil {
            // The end stays, for whoever asks once more.
            state.withLock { $0.items.append(nil) }
            made.signal()
        }
        free.signal()
        return item
    }

    /// Has the thread make no more; the item under way is finished first.
    package func cancel() {
        state.withLock { $0.isCancelled = true }
        free.signal()
    }
}
