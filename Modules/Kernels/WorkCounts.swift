import CPlatform

/// What a thread has had done so far: costs that do not vary with the machine's load, to be compared
/// before and after.
package struct WorkCounts: Sendable, Equatable {
    /// Kernels called.
    package var kernelCalls: Int
    /// Bytes copied from one layout to another, or as they lie.
    package var bytesCopied: Int
    /// Requests for blocks of more than ``Block/smallLimit`` bytes, of all threads.
    package var largeAllocations: Int
    /// How often work went to other threads.
    package var wakeUps: Int

    /// The calling thread's.
    package static var current: WorkCounts {
        let thread = lak_current_thread().pointee
        let cache = BufferCache.shared.statistics
        return WorkCounts(
            kernelCalls: thread.kernel_calls, bytesCopied: thread.bytes_copied,
            largeAllocations: cache.hits + cache.misses, wakeUps: ThreadPool.shared.wakeUpCount)
    }

    package static func - (a: WorkCounts, b: WorkCounts) -> WorkCounts {
        WorkCounts(
            kernelCalls: a.kernelCalls - b.kernelCalls, bytesCopied: a.bytesCopied - b.bytesCopied,
            largeAllocations: a.largeAllocations - b.largeAllocations,
            wakeUps: a.wakeUps - b.wakeUps)
    }
}
