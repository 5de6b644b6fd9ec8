import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReshapeTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Reshape.self) }

    @Test func minusOneFollowsFromTheOthers() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.reshape(-1).shape == [6])
        #expect(try x.reshape(3, -1).shape == [3, 2])
        #expect(try Tensor.zeros(0, 3).reshape(-1, 3).shape == [0, 3])
        #expect(try Tensor(1.0).reshape(1, 1).shape == [1, 1])
        try (x.reshape(3, 2) * constant([1, 2, 3, 4, 5, 6], [3, 2])).sum().backward()
        #expect(x.grad?.values == [1, 2, 3, 4, 5, 6] && x.grad?.shape == [2, 3])
    }

    @Test func aPermutedTensorIsCopiedInOrder() throws {
        let x = try constant([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.t().reshape(6).values == [1, 4, 2, 5, 3, 6])
    }

    @Test("seed defect 35: flatten stops at endDim")
    func flattenRanges() throws {
        let x = try Tensor.ones(2, 3, 4, 5)
        #expect(try x.flatten().shape == [120])
        #expect(try x.flatten(startDim: 1, endDim: 2).shape == [2, 12, 5])
        #expect(try x.flatten(startDim: -2).shape == [2, 3, 20])
        #expect(try Tensor(1.0).flatten().shape == [1])
        #expect(errorText { _ = try x.flatten(startDim: 2, endDim: 1) }.hasPrefix("flatten: "))
    }

    @Test func squeezeAndUnsqueeze() throws {
        let x = try Tensor.ones(1, 3, 1)
        #expect(x.squeeze().shape == [3])
        #expect(try x.squeeze(dim: 0).shape == [3, 1])
        #expect(try x.squeeze(dim: 1).shape == [1, 3, 1])
        #expect(try x.unsqueeze(dim: -1).shape == [1, 3, 1, 1])
        #expect(try Tensor(1.0).unsqueeze(dim: 0).shape == [1])
        #expect(errorText { _ = try x.unsqueeze(dim: 4) }.hasPrefix("unsqueeze: expected a dim"))
        #expect(errorText { _ = try x.squeeze(dim: 3) }.hasPrefix("squeeze: expected a dim"))
    }

    @Test func namesBothShapes() throws {
        let x = try Tensor.ones(2, 3)
        let text = errorText { _ = try x.reshape(4, 2) }
        #expect(
            text == "reshape: expected a shape of 6 elements, as [2, 3] has; got [4, 2].")
        #expect(errorText { _ = try x.reshape(-1, -1) }.contains("[-1, -1]"))
        #expect(errorText { _ = try x.reshape(-1, 4) }.contains("[-1, 4]"))
        #expect(errorText { _ = try x.reshape(Int.max, Int.max) }.hasPrefix("reshape: "))
        #expect(errorText { _ = try Tensor.zeros(0).reshape(-1, 0) }.hasPrefix("reshape: "))
    }
}
