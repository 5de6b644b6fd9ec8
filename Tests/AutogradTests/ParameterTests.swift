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
