import Autograd
import GradientCheck
import TestSupport
import Testing

struct GradientHooksEngineTests {
    @Test func hooksRunInOrderOnEachOthersResults() throws {
        let x = try leaf([1, 2])
        try x.registerHook { gradient in gradient * 3 }
        try x.registerHook { gradient in gradient + 1 }
        try (x * 2).sum().backward()
        #expect(x.grad?.values == [7, 7])
    }

    @Test func aGradientOfAnotherShapeIsAnError() throws {
        let x = try leaf([1, 2])
        let handle = try x.registerHook { gradient in gradient.sum() }
        #expect(
            errorText { try x.sum().backward() }
                == "hook: expected a gradient of shape [2]; got [].")
        handle.remove()
        try x.sum().backward()
        #expect(x.grad?.values == [1, 1])
    }

    @Test func aGradientOfAnotherTypeIsConverted() throws {
        let x = try leaf([1, 2])
        try x.registerHook { gradient in try gradient.to(dtype: .float32) }
        try x.sum().backward()
        #expect(x.grad?.dtype == .float64)
    }

    @Test func errorsOfHooksEndThePass() throws {
        struct Stop: Error {}
        let x = try leaf([1])
        let handle = try x.registerHook { _ in throw Stop() }
        #expect(errorText { try x.sum().backward() } == "hook: threw Stop()")
        handle.remove()
        try x.registerHook { _ in throw TensorError(.value, "mine", message: "stop") }
        #expect(errorText { try x.sum().backward() } == "mine: stop")
        #expect(x.grad == nil)
    }

    /// The gradient of one output is its own hook's; the other's passes.
    @Test func outputsOfOneCallHaveHooksOfTheirOwn() throws {
        let x = try leaf([2])
        let both = try SquareAndCube()(x)
        try both.second.registerHook { gradient in gradient * 0 }
        try both.first.retainGrad()
        try (both.first + both.second).sum().backward()
        #expect(x.grad?.values == [4] && both.first.grad?.values == [1] && both.second.grad == nil)
    }

    @Test func retainedGradientsAddUpAndAreWhatHooksMadeOfThem() throws {
        let x = try leaf([3])
        let y = x * 2
        try y.retainGrad()
        try y.registerHook { gradient in gradient * 10 }
        let z = y.square().sum()
        try z.backward(retainGraph: true)
        #expect(y.grad?.values == [120] && x.grad?.values == [240])
        try z.backward()
        #expect(y.grad?.values == [240])
    }

    @Test func whatAHookReturnsIsTrackedOnlyWhereAGraphIsMade() throws {
        let (x, w) = (try leaf([3]), try leaf([5]))
        let y = x * 2
        try y.registerHook { _ in w }
        try y.backward(gradient: constant([1]), retainGraph: true)
        #expect(x.grad?.values == [10] && x.grad?.requiresGrad == false && w.values == [5])
        let tracked = try grad(
            of: [y], wrt: [x], gradients: [constant([1])], createGraph: true)[0]
        #expect(tracked?.requiresGrad == true)
    }
}
