import Data
import Synchronization
import TestSupport
import Testing

struct PrefetchQueueTests {
    /// Counts how often it was asked, and on which threads.
    private final class Source: Sendable {
        let state = Mutex((made: 0, threads: Set<UInt>()))
        let end: Int
        init(end: Int) { self.end = end }

        func next() -> Int? {
            state.withLock { state in
                state.threads.insert(currentThread)
                guard state.made < end else { return nil }
                state.made += 1
                return state.made
            }
        }
        var made: Int { state.withLock { $0.made } }
    }

    @Test(arguments: [1, 2, 7])
    func itemsComeInOrderFromAnotherThread(capacity: Int) {
        let source = Source(end: 20)
        let queue = PrefetchQueue(capacity: capacity) { source.next() }
        var items: [Int] = []
        while let item = queue.next() { items.append(item) }
        #expect(items == Array(1...20))
        #expect(queue.next() == nil, "the end stays")
        #expect(!source.state.withLock { $0.threads }.contains(currentThread))
    }

    @Test func noMoreAreMadeThanMayWait() {
        let source = Source(end: 1000)
        let queue = PrefetchQueue(capacity: 3) { source.next() }
        for taken in 1...5 {
            #expect(queue.next() == taken)
            // Those that wait, those taken, and no other.
            #expect(source.made <= taken + 3)
        }
        queue.cancel()
    }

    @Test func aQueueThatIsGivenUpEnds() async throws {
        weak var source: Source?
        do {
            let strong = Source(end: .max)
            source = strong
            let queue = PrefetchQueue(capacity: 2) { strong.next() }
            #expect(queue.next() == 1)
            queue.cancel()
        }
        // The thread lets go of what it works with soon after.
        for _ in 0..<2000 where source != nil { try await Task.sleep(for: .milliseconds(2)) }
        #expect(source == nil)
    }
}
