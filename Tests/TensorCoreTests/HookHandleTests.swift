import Synchronization
import TensorCore
import Testing

struct HookHandleTests {
    @Test func removesOnce() {
        let count = Atomic(0)
        let handle = HookHandle { count.add(1, ordering: .relaxed) }
        #expect(count.load(ordering: .relaxed) == 0)
        handle.remove()
        handle.remove()
        #expect(count.load(ordering: .relaxed) == 1)
    }
}
