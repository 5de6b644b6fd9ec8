import CPlatform
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The threads that all kernels share.
///
/// Work comes as numbered blocks, cut by the size of the problem alone, so that a result has the
/// same bits on any number of threads. Each thread begins with blocks of its own, the same part of
/// them in every call, and then helps the others: what it wrote in one kernel it finds in its own
/// caches in the next. Where two processors do not share one, a rectification of a million elements
/// takes half the time of one whose blocks go to whoever comes first. Workers spin briefly before
/// they sleep: a training step sends work every few microseconds, and waking a sleeping thread costs
/// 20 to 40. A call from inside a block, from a second thread while the pool is busy, or in a forked
/// child (which inherits no threads) runs its blocks on the caller.
public final class ThreadPool: @unchecked Sendable {
    // `@unchecked`: mutable state is either atomic or guarded by `mutex` and `owner`.

    /// The pool that kernels use.
    public static let shared = ThreadPool()

    private static let hasForked = Atomic(false)

    /// One `parallel` call: workers and caller take blocks until none is left.
    private final class Job: Sendable {
        private let blocks: Int
        private let shares: EqualParts
        private let cursors: BlockCursors
        private let body: @Sendable (Int) -> Void
        private let finished = Atomic(0)

        init(
            blocks: Int, threads: Int, cursors: BlockCursors,
            body: @escaping @Sendable (Int) -> Void
        ) {
            self.blocks = blocks
            self.cursors = cursors
            self.body = body
            shares = EqualParts(blocks, parts: threads, multiple: 1)
            for share in 0..<shares.count {
                cursors.reset(share, to: shares[share].lowerBound)
            }
        }

        /// Takes the blocks of share `first`, then what is left of the others.
        func work(first: Int) {
            var done = 0
            for turn in 0..<shares.count {
                let share = (first + turn) % shares.count
                let end = shares[share].upperBound
                while true {
                    let block = cursors.takeNext(share)
                    guard block < end else { break }
                    body(block)
                    done += 1
                }
            }
            finished.add(done, ordering: .releasing)
        }

        var isDone: Bool { finished.load(ordering: .acquiring) == blocks }
    }

    /// The next block of each thread's share, each in a cache line of its own.
    private struct BlockCursors: @unchecked Sendable {
        // `@unchecked`: the memory is never released, and holds atomics alone.
        private static let stride = 128 / MemoryLayout<Atomic<Int>>.stride
        private let cursors: UnsafeMutablePointer<Atomic<Int>>

        init(count: Int) {
            cursors = .allocate(capacity: count * Self.stride)
            for index in 0..<count { (cursors + index * Self.stride).initialize(to: Atomic(0)) }
        }

        func reset(_ share: Int, to block: Int) {
            cursors[share * Self.stride].store(block, ordering: .relaxed)
        }

        func takeNext(_ share: Int) -> Int {
            cursors[share * Self.stride].add(1, ordering: .relaxed).oldValue
        }
    }

    private let owner = Mutex<Void>(())
    private let generation = Atomic(0)
    private let wakeUps = Atomic(0)
    private let requestedCount: Atomic<Int>
    /// Of the one job there is at a time.
    private let cursors = BlockCursors(count: maximalCount)
    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    // Guarded by `mutex`.
    private var job: Job?
    private var sleeping = 0
    private var workerCount = 0

    /// How often a worker spins before it sleeps: about 50 µs.
    private static let spinCount = 4_000

    private static let maximalCount = 256

    private init() {
        let wanted = Machine.environmentNumber("LINALGKIT_NUM_THREADS") ?? Machine.processorCount
        requestedCount = Atomic(min(wanted, Self.maximalCount))
        pthread_mutex_init(&mutex, nil)
        pthread_cond_init(&condition, nil)
        pthread_atfork(nil, nil) { ThreadPool.hasForked.store(true, ordering: .relaxed) }
    }

    /// Threads that work on a kernel, the caller included: `LINALGKIT_NUM_THREADS`, else the
    /// number of processors.
    public var threadCount: Int {
        get { requestedCount.load(ordering: .relaxed) }
        set { requestedCount.store(max(1, min(newValue, Self.maximalCount)), ordering: .relaxed) }
    }

    /// How often work was handed to other threads.
    public var wakeUpCount: Int { wakeUps.load(ordering: .relaxed) }

    /// Calls `body` once for each of `0..<blocks`, on any threads, and returns when all are done.
    public func parallel(blocks: Int, _ body: @Sendable (Int) -> Void) {
        let thread = lak_current_thread()
        let threads = threadCount
        if blocks <= 1 || threads <= 1 || thread.pointee.is_in_pool
            || Self.hasForked.load(ordering: .relaxed)
        {
            for block in 0..<blocks { body(block) }
            return
        }
        let ran: Void? = owner.withLockIfAvailable { _ in
            thread.pointee.is_in_pool = true
            defer { thread.pointee.is_in_pool = false }
            withoutActuallyEscaping(body) { body in
                // A variable, so that the reference in it is the only one of this thread's.
                var job = Job(blocks: blocks, threads: threads, cursors: cursors, body: body)
                publish(job, threads: threads)
                job.work(first: 0)
                while !job.isDone { lak_pause() }
                withdraw()
                // Until no worker looks at it: `body` must not outlive the call.
                while !isKnownUniquelyReferenced(&job) { lak_pause() }
            }
        }
        if ran == nil {
            thread.pointee.is_in_pool = true
            defer { thread.pointee.is_in_pool = false }
            for block in 0..<blocks { body(block) }
        }
    }

    private func publish(_ job: Job, threads: Int) {
        wakeUps.add(1, ordering: .relaxed)
        pthread_mutex_lock(&mutex)
        while workerCount < threads - 1, startWorker(index: workerCount) { workerCount += 1 }
        self.job = job
        generation.add(1, ordering: .releasing)
        if sleeping > 0 { pthread_cond_broadcast(&condition) }
        pthread_mutex_unlock(&mutex)
    }

    /// Takes the job back, so that no other worker finds it.
    private func withdraw() {
        pthread_mutex_lock(&mutex)
        job = nil
        pthread_mutex_unlock(&mutex)
    }

    private func startWorker(index: Int) -> Bool {
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let start = Unmanaged.passRetained(Start(pool: self, index: index))
        guard pthread_create(&thread, nil, Self.workerMain, start.toOpaque()) == 0 else {
            start.release()
            return false
        }
        #if canImport(Darwin)
            if let thread { pthread_detach(thread) }
        #else
            pthread_detach(thread)
        #endif
        return true
    }

    private final class Start {
        let pool: ThreadPool
        let index: Int

        init(pool: ThreadPool, index: Int) {
            self.pool = pool
            self.index = index
        }
    }

    private static let workerMain:
        @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
            guard let start = $0.map({ Unmanaged<Start>.fromOpaque($0).takeRetainedValue() }) else {
                return nil
            }
            lak_current_thread().pointee.is_in_pool = true
            start.pool.runWorker(index: start.index)
            return nil
        }

    private func runWorker(index: Int) {
        var seen = 0
        while true {
            seen = waitForWork(after: seen)
            guard index < threadCount - 1 else { continue }
            pthread_mutex_lock(&mutex)
            let job = job
            pthread_mutex_unlock(&mutex)
            job?.work(first: index + 1)
        }
    }

    private func waitForWork(after seen: Int) -> Int {
        for _ in 0..<Self.spinCount {
            let now = generation.load(ordering: .acquiring)
            if now != seen { return now }
            lak_pause()
        }
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        while generation.load(ordering: .acquiring) == seen {
            sleeping += 1
            pthread_cond_wait(&condition, &mutex)
            sleeping -= 1
        }
        return generation.load(ordering: .acquiring)
    }
}
