import Autograd
import Synchronization
import TestSupport
import Testing

struct TensorHooksTests {
    @Test func aHookSeesTheWholeGradientOnce() throws {
        let seen = Mutex<[[Double]]>([])
        let x = try leaf([1, 2])
        let h = x * 1
        let handle = try h.registerHook { gradient in seen.withLock { $0.append(gradient.values) } }
        try (h * 2 + h * 3).sum().backward(retainGraph: true)
        #expect(seen.withLock { $0 } == [[5, 5]] && x.grad?.values == [5, 5])
        handle.remove()
        try (h * 2).sum().backward()
        #expect(seen.withLock { $0 }.count == 1)
    }

    @Test func whatAHookReturnsGoesOn() throws {
        let x = try leaf([1, 2])
        let h = x * 4
        try h.registerHook { gradient in try gradient.clamp(min: -1, max: 1) }
        try (h * 100).sum().backward()
        #expect(x.grad?.values == [4, 4])
    }

    @Test func hooksOfLeavesActOnEachPassBeforeItIsGathered() throws {
        let x = try leaf([1])
        try x.registerHook { gradient in gradient + 1 }
        try (x * 2).sum().backward()
        try (x * 2).sum().backward()
        #expect(x.grad?.values == [6])
        // As in PyTorch, `grad` gives what hooks make of it.
        #expect(try grad(of: (x * 2).sum(), wrt: x).values == [3])
    }

    @Test func hooksOfAnIntermediateTargetCount() throws {
        let x = try leaf([3])
        let h = x.square()
        try h.registerHook { gradient in gradient * 2 }
        #expect(try grad(of: (h * 5).sum(), wrt: h).values == [10])
    }

    @Test func copiesShareHooks() throws {
        let x = try leaf([3])
        let copy = x
        try copy.registerHook { gradient in -gradient }
        try x.sum().backward()
        #expect(copy.grad?.values == [-1])
    }

    /// d/dx of g² with g = 2 · d(x³)/dx: hooks are part of the graph that `createGraph` makes.
    @Test func hooksAreDifferentiated() throws {
        let x = try leaf([2])
        try x.registerHook { gradient in gradient * 2 }
        let y = try (x * x * x).sum()
        let first = try grad(of: y, wrt: x, createGraph: true)
        #expect(first.values == [24] && first.requiresGrad)
        // 2 · d(6x²)/dx = 2 · 12x.
        #expect(try grad(of: first.sum(), wrt: x).values == [48])
        let seen = Mutex<[Bool]>([])
        try x.registerHook { gradient in seen.withLock { $0.append(isGradEnabled) } }
        try x.sum().backward()
        #expect(seen.withLock { $0 } == [false])
    }

    @Test func retainGradKeepsTheGradientOfAResult() throws {
        let x = try leaf([3])
        let (kept, other) = (x * 2, x * 3)
        try kept.retainGrad()
        try (kept * other).sum().backward()
        #expect(kept.grad?.values == [9] && other.grad == nil)
        kept.grad = nil
        #expect(kept.grad == nil)
        try x.retainGrad()
        #expect(x.grad?.values == [36], "a leaf keeps its gradient in any case")
    }

    @Test func untrackedTensorsHaveNoGradientToHook() throws {
        let x = try constant([1])
        #expect(
            errorText { try x.registerHook { gradient in gradient } }.hasPrefix(
                "registerHook: expected a tensor that requires gradients; got one that is not "
                    + "tracked. Was it detached"))
        #expect(errorText { try x.retainGrad() }.hasPrefix("retainGrad: expected a tensor"))
    }

    /// A pass on one thread while another registers and removes.
    @Test func threadsMayRegisterWhileOthersPass() throws {
        let x = try leaf([1])
        let y = (x * 2).sum()
        try onThreads(4) { index in
            for _ in 0..<100 {
                if index % 2 == 0 {
                    try x.registerHook { gradient in gradient }.remove()
                } else {
                    _ = try grad(of: [y], wrt: [x], retainGraph: true)
                }
            }
        }
        #expect(try grad(of: y, wrt: x).values == [2])
    }
}
