import Autograd
import GradientCheck
import TestSupport
import Testing

struct ExpandTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Expand.self) }

    @Test func repeatsWithoutCopying() throws {
        let x = try leaf([1, 2], [2, 1])
        let wide = try x.expand(3, 2, 4)
        #expect(wide.shape == [3, 2, 4] && wide.sharesMemory(with: x))
        try wide.sum().backward()
        #expect(x.grad?.values == [12, 12] && x.grad?.shape == [2, 1])
    }

    @Test func minusOneKeepsASize() throws {
        #expect(try Tensor.ones(2, 1).expand(-1, 3).shape == [2, 3])
        #expect(try Tensor(5.0).expand(2, 2).values == [5, 5, 5, 5])
        #expect(try Tensor.ones(1, 2).expand(0, 2).shape == [0, 2])
    }

    @Test func writingToARepeatedTensorChangesNothingElse() throws {
        let x = try constant([1], [1])
        var wide = try x.expand(3)
        try wide += constant([1, 2, 3])
        #expect(wide.values == [2, 3, 4] && x.values == [1])
    }

    @Test func namesBothShapes() throws {
        let text = errorText { _ = try Tensor.ones(2, 3).expand(2, 4) }
        #expect(text.hasPrefix("expand: expected sizes that [2, 3] can be repeated to; got [2, 4]"))
        #expect(errorText { _ = try Tensor.ones(2, 3).expand(3) }.contains("got [3]"))
        #expect(errorText { _ = try Tensor.ones(1).expand(-1, 1) }.hasPrefix("expand: "))
    }
}
