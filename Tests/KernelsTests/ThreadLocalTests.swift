import Kernels
import Synchronization
import TestSupport
import Testing

private final class Counted: Sendable {
    static let alive = Atomic(0)
    init() { Self.alive.add(1, ordering: .relaxed) }
    deinit { Self.alive.subtract(1, ordering: .relaxed) }
}

private final class Number { var value = 0 }

struct ThreadLocalTests {
    @Test func everyThreadHasItsOwnObject() throws {
        let local = ThreadLocal { Number() }
        local.value.value = 1
        try onThreads(8) { index in
            #expect(local.value.value == 0)
            local.value.value = 10 + index
            let first = ObjectIdentifier(local.value)
            for _ in 0..<100 { #expect(ObjectIdentifier(local.value) == first) }
            #expect(local.value.value == 10 + index)
        }
        #expect(local.value.value == 1)
    }

    @Test func objectsGoWithTheirThread() throws {
        let local = ThreadLocal { Counted() }
        let alive = Mutex<[Int]>([])
        try onThreads(4) { _ in
            _ = local.value
            alive.withLock { $0.append(Counted.alive.load(ordering: .relaxed)) }
        }
        #expect(alive.withLock { $0.allSatisfy { $0 >= 1 } })
        #expect(Counted.alive.load(ordering: .relaxed) == 0)
    }

    @Test func keysDoNotMeet() {
        let (a, b) = (ThreadLocal { Number() }, ThreadLocal { Number() })
        a.value.value = 1
        b.value.value = 2
        #expect(a.value.value == 1 && b.value.value == 2)
    }
}
