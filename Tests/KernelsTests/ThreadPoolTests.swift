import Foundation
import Kernels
import Synchronization
import TestSupport
import Testing

/// Counts how often each block was called.
private final class Tally: Sendable {
    private let counts: Mutex<[Int]>
    init(_ blocks: Int) { counts = Mutex(Array(repeating: 0, count: blocks)) }
    func count(_ block: Int) { counts.withLock { $0[block] += 1 } }
    /// Whether every block was called `times` times.
    func isEach(_ times: Int = 1) -> Bool { counts.withLock { $0.allSatisfy { $0 == times } } }
}

private struct Wrong: Error {}

private func expect(_ condition: Bool) throws { if !condition { throw Wrong() } }

/// Tests that set the number of threads, which is everybody's, run in a process of their own.
struct ThreadPoolTests {
    @Test(arguments: [0, 1, 2, 3, 64, 1000])
    func everyBlockRunsOnce(blocks: Int) {
        let tally = Tally(blocks)
        ThreadPool.shared.parallel(blocks: blocks) { tally.count($0) }
        #expect(tally.isEach())
    }

    @Test func blocksAreSharedOut() async {
        await #expect(processExitsWith: .success) {
            ThreadPool.shared.threadCount = 4
            let threads = Mutex<Set<UInt>>([])
            let started = Atomic(0)
            ThreadPool.shared.parallel(blocks: 4) { _ in
                let thread = currentThread
                threads.withLock { _ = $0.insert(thread) }
                started.add(1, ordering: .sequentiallyConsistent)
                // Nobody goes on before four threads have a block each; ten seconds are enough.
                let end = Date(timeIntervalSinceNow: 10)
                while started.load(ordering: .sequentiallyConsistent) < 4, Date() < end {
                    usleep(100)
                }
            }
            try expect(threads.withLock { $0.count } == 4)
            try expect(ThreadPool.shared.wakeUpCount == 1)
        }
    }

    @Test func eachThreadBeginsWithTheSamePartOfTheBlocks() async {
        await #expect(processExitsWith: .success) {
            ThreadPool.shared.threadCount = 2
            for _ in 0..<20 {
                let threads = Mutex<[UInt]>(Array(repeating: 0, count: 8))
                let started = Atomic(0)
                ThreadPool.shared.parallel(blocks: 8) { block in
                    let thread = currentThread
                    threads.withLock { $0[block] = thread }
                    started.add(1, ordering: .sequentiallyConsistent)
                    // Both threads have begun before one goes on; ten seconds are enough.
                    let end = Date(timeIntervalSinceNow: 10)
                    while started.load(ordering: .sequentiallyConsistent) < 2, Date() < end {
                        usleep(100)
                    }
                }
                let caller = currentThread
                try expect(threads.withLock { $0[0] == caller && $0[4] != caller })
            }
        }
    }

    @Test func nestedCallsRunOnTheirCaller() {
        let tally = Tally(64 * 64)
        ThreadPool.shared.parallel(blocks: 64) { outer in
            let thread = currentThread
            ThreadPool.shared.parallel(blocks: 64) { inner in
                if currentThread == thread { tally.count(outer * 64 + inner) }
            }
        }
        #expect(tally.isEach())
    }

    @Test func manyCallersAtOnce() throws {
        let tally = Tally(16 * 500)
        try onThreads(16) { caller in
            for round in 0..<500 {
                ThreadPool.shared.parallel(blocks: 7) {
                    if $0 == 6 { tally.count(caller * 500 + round) }
                }
            }
        }
        #expect(tally.isEach())
    }

    @Test func whatBlocksWroteIsSeenByTheCaller() {
        for round in 0..<2000 {
            let block = Guarded([Int64](repeating: 0, count: 64))
            let view = block.view
            ThreadPool.shared.parallel(blocks: 64) {
                view.advanced(by: $0).assumingMemoryBound(to: Int64.self).pointee =
                    Int64(round + $0)
            }
            #expect(block.elements == (0..<64).map { Int64(round + $0) })
        }
    }

    @Test func aCallDoesNotOutliveItsBody() {
        final class Owner: Sendable { let value = 1 }
        weak var gone: Owner?
        for _ in 0..<200 {
            let owner = Owner()
            gone = owner
            ThreadPool.shared.parallel(blocks: 8) { _ in _ = owner.value }
        }
        #expect(gone == nil, "no worker holds the body when the call has returned")
    }

    @Test func theNumberOfThreadsMayChangeAtAnyTime() async {
        await #expect(processExitsWith: .success) {
            for threads in [1, 8, 2, 0, -3, 1000, 3, 1, 5] {
                ThreadPool.shared.threadCount = threads
                try expect(ThreadPool.shared.threadCount == max(1, min(threads, 256)))
                for _ in 0..<50 {
                    let tally = Tally(100)
                    ThreadPool.shared.parallel(blocks: 100) { tally.count($0) }
                    try expect(tally.isEach())
                }
                // Long enough for workers to fall asleep, and to be woken by the next round.
                usleep(2000)
            }
        }
    }

    @Test func oneThreadDoesAllWhenThereIsOnlyOne() async {
        await #expect(processExitsWith: .success) {
            ThreadPool.shared.threadCount = 1
            let (tally, thread) = (Tally(100), currentThread)
            ThreadPool.shared.parallel(blocks: 100) {
                if currentThread == thread { tally.count($0) }
            }
            try expect(tally.isEach())
            try expect(ThreadPool.shared.wakeUpCount == 0)
        }
    }

    @Test func theEnvironmentSetsTheNumber() async {
        await #expect(processExitsWith: .success) {
            setenv("LINALGKIT_NUM_THREADS", "3", 1)
            try expect(ThreadPool.shared.threadCount == 3)
        }
    }

    @Test func resultsHaveTheSameBitsOnAnyNumberOfThreads() async {
        await #expect(processExitsWith: .success) {
            var random = SplitMix(state: 1)
            let x = Guarded<Float>([300, 1001], in: -1...1, &random)
            func results() -> [[Float]] {
                let (rows, columns, total) = (
                    Guarded<Float>(shape: [300]), Guarded<Float>(shape: [1001]),
                    Guarded<Float>(shape: [])
                )
                _ = Reduction.reduce(.sum, rows.view, x.view, isReduced: [false, true])
                _ = Reduction.reduce(.sum, columns.view, x.view, isReduced: [true, false])
                _ = Reduction.reduce(.sum, total.view, x.view, isReduced: [true, true])
                let noise = Guarded<Float>(shape: [300, 1001])
                RandomFill.normal(.float32)?(noise.view, seed: 3, offset: 5, [0, 1])
                return [rows.elements, columns.elements, total.elements, noise.elements]
            }
            ThreadPool.shared.threadCount = 1
            let one = results()
            for threads in [2, 3, 8] {
                ThreadPool.shared.threadCount = threads
                for _ in 0..<5 { try expect(results() == one) }
            }
        }
    }

    #if os(Linux)
        @Test func aForkedChildComputesOnItsOwnThread() async {
            await #expect(processExitsWith: .success) {
                ThreadPool.shared.threadCount = 4
                let before = Tally(64)
                ThreadPool.shared.parallel(blocks: 64) { before.count($0) }
                try expect(before.isEach())
                let child = fork()
                if child == 0 {
                    // The child has none of the workers, and must not wait for them.
                    alarm(20)
                    let tally = Tally(64)
                    let thread = currentThread
                    ThreadPool.shared.parallel(blocks: 64) {
                        if currentThread == thread { tally.count($0) }
                    }
                    _exit(tally.isEach() ? 0 : 1)
                }
                var status: Int32 = -1
                try expect(child > 0 && waitpid(child, &status, 0) == child)
                try expect(status == 0)
                // The parent still has its workers.
                let after = Tally(64)
                ThreadPool.shared.parallel(blocks: 64) { after.count($0) }
                try expect(after.isEach())
                try expect(ThreadPool.shared.wakeUpCount == 2)
            }
        }
    #endif
}
