import Autograd
import TestSupport
import Testing

struct ParameterTests {
    @Test func gathersGradientsAndForgetsThemWhenReplaced() throws {
        let parameter = Parameter(try constant([2]))
        try parameter.value.square().sum().backward()
        #expect(parameter.grad?.values == [4])
        parameter.value = try constant([5])
        #expect(parameter.grad == nil && parameter.value.requiresGrad)
    }

    @Test func updateKeepsTheGradientAndTheMemory() throws {
        let parameter = Parameter(try constant([2]))
        try parameter.value.square().sum().backward()
        let address = parameter.value.body.pointer
        try parameter.update { try $0 -= 1 }
        #expect(parameter.value.values == [1] && parameter.value.isLeaf)
        #expect(parameter.grad?.values == [4])
        #expect(parameter.value.body.pointer == address)
    }

    @Test func aFrozenParameterIsNotTracked() throws {
        let parameter = Parameter(try constant([2]))
        parameter.requiresGrad = false
        #expect(!parameter.value.square().requiresGrad)
        parameter.requiresGrad = true
        #expect(parameter.value.square().requiresGrad)
    }
}

private final class Doubled: ParameterSource {
    let half: Parameter
    init(_ half: Parameter) { self.half = half }
    var value: Tensor { half.value * 2 }
    var requiresGrad: Bool {
        get { half.requiresGrad }
        set { half.requiresGrad = newValue }
    }
    func assign(_ value: Tensor) { half.value = value.detach() * 0.5 }
}

extension ParameterTests {
    @Test func hooksStayWithTheParameter() throws {
        let parameter = Parameter(try constant([2]))
        let handle = parameter.registerHook { gradient in gradient * 10 }
        func gradient() throws -> [Double]? {
            parameter.grad = nil
            try parameter.value.sum().backward()
            return parameter.grad?.values
        }
        #expect(try gradient() == [10])
        parameter.value = try constant([3])
        parameter.requiresGrad = false
        parameter.requiresGrad = true
        try parameter.update { try $0 -= 1 }
        #expect(try gradient() == [10])
        // A leaf with a hook of its own does not push it out.
        let other = try leaf([5])
        try other.registerHook { gradient in gradient * 0 }
        parameter.value = other
        #expect(try gradient() == [10])
        handle.remove()
        #expect(try gradient() == [1])
    }

    @Test func hooksMayBeRegisteredWhileFrozen() throws {
        let parameter = Parameter(try constant([2]))
        parameter.requiresGrad = false
        parameter.registerHook { gradient in gradient * 10 }
        parameter.requiresGrad = true
        try parameter.value.sum().backward()
        #expect(parameter.grad?.values == [10])
    }

    @Test func aParameterMayBeComputedFromAnother() throws {
        let (half, whole) = (Parameter(try constant([2])), Parameter(try constant([9])))
        whole.source = Doubled(half)
        #expect(whole.value.values == [4] && whole.requiresGrad)
        try whole.value.square().sum().backward()
        #expect(half.grad?.values == [16] && whole.grad == nil)
        whole.value = try constant([10])
        #expect(half.value.values == [5])
        try whole.update { try $0 += 2 }
        #expect(half.value.values == [6] && half.value.isLeaf)
        whole.requiresGrad = false
        #expect(!half.requiresGrad && !whole.value.requiresGrad)
        whole.requiresGrad = true
        whole.source = nil
        half.value = try constant([0])
        #expect(whole.value.values == [12] && whole.value.isLeaf && whole.requiresGrad)
    }

    @Test func aHookAfterTheGradientHasBeenGathered() throws {
        let parameter = Parameter(try constant([2]))
        parameter.registerHook { gradient in gradient * 3 }
        let handle = parameter.registerPostAccumulateGradHook { parameter in
            let gradient = try #require(parameter.grad)
            try parameter.update { try $0 -= gradient }
            parameter.grad = nil
        }
        let other = Parameter(try constant([1]))
        try (parameter.value * other.value).sum().backward()
        #expect(parameter.value.values == [-1] && parameter.grad == nil)
        #expect(other.grad?.values == [2])
        // Gradients that are returned are not gathered.
        #expect(try grad(of: parameter.value.sum(), wrt: parameter.value).values == [3])
        #expect(parameter.value.values == [-1])
        handle.remove()
        try parameter.value.sum().backward()
        #expect(parameter.grad?.values == [3])
    }

    @Test func hooksDoNotHoldTheirParameter() throws {
        weak var seen: Parameter?
        do {
            let parameter = Parameter(try constant([2]))
            seen = parameter
            parameter.registerPostAccumulateGradHook { _ in }
        }
        #expect(seen == nil)
    }
}
