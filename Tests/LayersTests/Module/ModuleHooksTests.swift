import Layers
import Synchronization
import TestSupport
import Testing

/// The table beside the layers, seen through calls.
struct ModuleHooksTests {
    @Test func anotherLayerAtTheSamePlaceHasNoHooks() throws {
        // Layers of one size are likely to be made where the last one lay.
        for _ in 0..<50 {
            let layer = ReLU()
            #expect(try layer(constant([-1])).values == [0])
            layer.registerForwardHook { _, _, output in output + 1 }
            #expect(try layer(constant([-1])).values == [1])
        }
    }

    @Test func aHookDoesNotHoldItsLayer() throws {
        weak var seen: ReLU?
        let handle: HookHandle
        do {
            let layer = ReLU()
            seen = layer
            handle = layer.registerForwardHook { _, _, _ in nil }
        }
        #expect(seen == nil)
        handle.remove()
    }

    @Test func handlesRemoveTheirOwnHookOnly() throws {
        let layer = Identity()
        let first = layer.registerForwardHook { _, _, output in output + 1 }
        let second = layer.registerForwardHook { _, _, output in output * 10 }
        #expect(try layer(constant([1])).values == [20])
        first.remove()
        first.remove()
        #expect(try layer(constant([1])).values == [10])
        second.remove()
        #expect(try layer(constant([1])).values == [1])
    }

    @Test func threadsRegisterAndCall() throws {
        let layer = Identity()
        try onThreads(4) { index in
            let x = try constant([1])
            for _ in 0..<100 {
                if index % 2 == 0 {
                    layer.registerForwardHook { _, _, _ in nil }.remove()
                } else {
                    #expect(try layer(x).values == [1])
                }
            }
        }
    }
}
