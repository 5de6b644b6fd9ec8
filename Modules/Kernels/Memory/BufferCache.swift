import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps released blocks for the next tensor of about the same size.
///
/// Touching a fresh block costs a page fault for every 4 KiB: 42 ms for 64 MiB where reusing one
/// costs 1.5 ms. A training step asks for the same sizes again and again, so nearly every request
/// is served from here. Sizes are rounded up to four classes for each power of two (at most 25 %
/// is wasted), blocks are 64-byte aligned, and those of 4 MiB or more ask for huge pages.
public final class BufferCache: Sendable {
    /// The cache that all tensors use.
    public static let shared = BufferCache()

    /// Counts of what the cache has done, in bytes and calls.
    public struct Statistics: Sendable, Equatable {
        /// Bytes held by tensors now.
        public var liveBytes = 0
        /// The most bytes that tensors have held at once.
        public var peakLiveBytes = 0
        /// Bytes kept for reuse now.
        public var cachedBytes = 0
        /// Requests served from kept blocks.
        public var hits = 0
        /// Requests that went to the system.
        public var misses = 0

        package init() {}
    }

    private struct State {
        var free: [[UnsafeMutableRawPointer]] = Array(repeating: [], count: classCount)
        var statistics = Statistics()
        var limit: Int

        mutating func countLive(_ size: Int) {
            statistics.liveBytes += size
            statistics.peakLiveBytes = max(statistics.peakLiveBytes, statistics.liveBytes)
        }
    }

    private static let classCount = 4 * 48
    private static let alignment = 64
    private static let hugePageBytes = 4 << 20
    // The pointers in the free lists belong to the cache alone.
    private struct Protected: @unchecked Sendable { var state: State }
    private let protected: Mutex<Protected>

    /// - Parameter limit: The most bytes kept for reuse; by default a quarter of the memory.
    public init(limit: Int = Machine.physicalMemory / 4) {
        protected = Mutex(Protected(state: State(limit: limit)))
    }

    /// A snapshot of the counts.
    public var statistics: Statistics { protected.withLock { $0.state.statistics } }

    /// The most bytes kept for reuse.
    public var limit: Int {
        get { protected.withLock { $0.state.limit } }
        set {
            protected.withLock { $0.state.limit = newValue }
            if statistics.cachedBytes > newValue { removeAll() }
        }
    }

    /// Gives all kept blocks back to the system.
    public func removeAll() {
        protected.withLock { protected in
            for index in protected.state.free.indices {
                for pointer in protected.state.free[index] { free(pointer) }
                protected.state.free[index].removeAll()
            }
            protected.state.statistics.cachedBytes = 0
        }
    }

    /// A block of at least `byteCount` bytes, or nil when the system has none.
    package func acquire(byteCount: Int) -> UnsafeMutableRawPointer? {
        guard let (index, size) = Self.sizeClass(of: byteCount) else { return nil }
        let kept: UnsafeMutableRawPointer? = protected.withLock { protected in
            let pointer = protected.state.free[index].popLast()
            if pointer != nil {
                protected.state.statistics.hits += 1
                protected.state.statistics.cachedBytes -= size
                protected.state.countLive(size)
            }
            return pointer.map(Sending.init)
        }?.pointer
        if let kept { return kept }
        guard let fresh = Self.allocate(size) ?? retryAfterEmptying(size) else { return nil }
        protected.withLock {
            $0.state.statistics.misses += 1
            $0.state.countLive(size)
        }
        return fresh
    }

    /// Takes back a block that ``acquire(byteCount:)`` gave for the same count.
    package func release(_ pointer: UnsafeMutableRawPointer, byteCount: Int) {
        guard let (index, size) = Self.sizeClass(of: byteCount) else { return }
        let block = Sending(pointer: pointer)
        let isKept = protected.withLock { protected in
            protected.state.statistics.liveBytes -= size
            guard protected.state.statistics.cachedBytes + size <= protected.state.limit else {
                return false
            }
            protected.state.free[index].append(block.pointer)
            protected.state.statistics.cachedBytes += size
            return true
        }
        if !isKept { free(pointer) }
    }

    private func retryAfterEmptying(_ size: Int) -> UnsafeMutableRawPointer? {
        removeAll()
        return Self.allocate(size)
    }

    /// The class of a request and the bytes that its blocks have; nil beyond 2^47 bytes.
    private static func sizeClass(of byteCount: Int) -> (index: Int, size: Int)? {
        guard byteCount >= 0, byteCount < 1 << 47 else { return nil }
        let wanted = max(byteCount, 1024)
        // 2^exponent <= wanted - 1 < 2^(exponent + 1); the classes are quarters of that range.
        let exponent = Int.bitWidth - 1 - (wanted - 1).leadingZeroBitCount
        let quarter = 1 << (exponent - 2)
        let steps = (wanted - (1 << exponent) + quarter - 1) / quarter
        return (4 * exponent + steps - 1, (1 << exponent) + steps * quarter)
    }

    private static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        let isHuge = size >= hugePageBytes
        var pointer: UnsafeMutableRawPointer?
        guard posix_memalign(&pointer, isHuge ? 2 << 20 : alignment, size) == 0 else { return nil }
        #if os(Linux)
            if isHuge { madvise(pointer, size, MADV_HUGEPAGE) }
        #endif
        return pointer
    }

    /// Carries a pointer whose block nobody else uses across the lock.
    private struct Sending: @unchecked Sendable { let pointer: UnsafeMutableRawPointer }
}
