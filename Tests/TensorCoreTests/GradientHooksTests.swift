import TensorCore
import TestSupport
import Testing

struct GradientHooksTests {
    @Test func hooksStayInOrderUntilTheyAreRemoved() throws {
        let hooks = GradientHooks()
        let first = hooks.add(output: 0) { _ in nil }
        let second = hooks.add(output: 2) { $0 }
        _ = hooks.add(output: 1) { _ in nil }
        #expect(hooks.entries.map(\.output) == [0, 2, 1])
        second.remove()
        #expect(hooks.entries.map(\.output) == [0, 1])
        first.remove()
        #expect(hooks.entries.map(\.output) == [1])
    }

    @Test func onlyOutputsThatRetainKeepGradients() throws {
        let hooks = GradientHooks()
        hooks.setRetained(0, try constant([1]))
        #expect(hooks.retained(0) == nil && hooks.retainedOutputs == [])
        hooks.retain(output: 0)
        hooks.setRetained(0, try constant([1]))
        hooks.retain(output: 0)
        #expect(hooks.retained(0)?.values == [1] && hooks.retainedOutputs == [0])
        hooks.setRetained(0, nil)
        #expect(hooks.retained(0) == nil && hooks.retainedOutputs == [0])
    }

    @Test func aHandleOutlivesWhatItBelongsTo() {
        var hooks: GradientHooks? = GradientHooks()
        weak let seen = hooks
        let handle = hooks?.add(output: 0) { _ in nil }
        hooks = nil
        #expect(seen == nil)
        handle?.remove()
    }

    @Test func registrationFromManyThreadsLosesNothing() throws {
        let hooks = GradientHooks()
        try onThreads(4) { _ in
            for _ in 0..<50 { _ = hooks.add(output: 0) { _ in nil } }
            for _ in 0..<50 { hooks.add(output: 1) { _ in nil }.remove() }
        }
        #expect(hooks.entries.count == 200)
    }
}
