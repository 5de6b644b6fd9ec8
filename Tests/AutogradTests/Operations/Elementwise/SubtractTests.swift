import Autograd
import GradientCheck
import TestSupport
import Testing

struct SubtractTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Subtract.self) }

    @Test func broadcastGradients() throws {
        let (a, b) = (try leaf([1, 2, 3, 4], [2, 2]), try leaf([1, 2]))
        try (a - b).sum().backward()
        #expect(a.grad?.values == [1, 1, 1, 1] && b.grad?.values == [-2, -2])
    }

    @Test func rejectsTwoBooleanTensors() throws {
        let text = errorText { _ = try Tensor([true]) - Tensor([true]) }
        #expect(text.hasPrefix("subtract: expected numbers; got two bool tensors. Use .!="))
        #expect(try (Tensor([true]) - 1).toArray(as: Int.self) == [0])
        #expect(try (1 - Tensor([true])).toArray(as: Int.self) == [0])
    }

    @Test func namesBothShapes() throws {
        let text = errorText { _ = try Tensor.ones(2) - Tensor.ones(3) }
        #expect(text.hasPrefix("subtract: ") && text.contains("[2] and [3]"))
    }

    @Test func unsignedIntegersWrap() throws {
        let wrapped = try Tensor([1], dtype: .uint8) - Tensor([2], dtype: .uint8)
        #expect(wrapped.toArray(as: Int.self) == [255])
    }
}
