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

    @Test func hooksForGatheredGradientsAreApart() throws {
        let hooks = GradientHooks()
        let calls = Collected()
        let first = hooks.addGathered { calls.add(1) }
        _ = hooks.addGathered { calls.add(2) }
        #expect(hooks.entries.isEmpty && hooks.gatheredHooks.count == 2)
        first.remove()
        for hook in hooks.gatheredHooks { try hook() }
        #expect(calls.all == [2])
    }

    @Test func changesOfWhatIsKeptAddUpAndPassErrors() throws {
        let hooks = GradientHooks()
        try hooks.updateRetained(0) { _ throws(TensorError) in try Tensor([1.0]) }
        #expect(hooks.retained(0) == nil, "an output that keeps nothing")
        hooks.retain(output: 0)
        try onThreads(4) { _ in
            for _ in 0..<50 {
                try hooks.updateRetained(0) { old throws(TensorError) in
                    try Tensor([(old?.values.first ?? 0) + 1], shape: [1])
                }
            }
        }
        #expect(hooks.retained(0)?.values == [200])
        let text = errorText {
            try hooks.updateRetained(0) { _ throws(TensorError) in
                throw TensorError(.value, "test", message: "stop")
            }
        }
        #expect(text == "test: stop" && hooks.retained(0)?.values == [200])
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
