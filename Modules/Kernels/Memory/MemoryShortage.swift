import Synchronization

/// Whether any block of some work, on whichever thread, has found no memory for what lies between.
package final class MemoryShortage: Sendable {
    private let hasOccurred = Atomic(false)

    package init() {}

    /// Runs `body` with scratch memory, or notes that there is none.
    package func withScratch(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
        guard let storage = Storage.allocate(byteCount: byteCount) else {
            return hasOccurred.store(true, ordering: .relaxed)
        }
        body(storage.pointer)
        withExtendedLifetime(storage) {}
    }

    package var hasNotOccurred: Bool { !hasOccurred.load(ordering: .relaxed) }
}
