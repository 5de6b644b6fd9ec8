import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReduceMaxTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ReduceMax.self) }

    @Test func equalOnesShareTheGradientOfTheWhole() throws {
        let x = try leaf([5, 3, 5, 2], [2, 2])
        try x.max().backward()
        #expect(x.grad?.values == [0.5, 0, 0.5, 0])
        x.grad = nil
        try x.amax(dims: [0]).sum().backward()
        #expect(x.grad?.values == [0.5, 1, 0.5, 0])
    }

    @Test func theFirstOfEqualOnesAlongAnAxisGetsTheGradient() throws {
        let x = try leaf([5, 3, 5, 5], [2, 2])
        let (values, indices) = try x.max(dim: 1)
        #expect(values.values == [5, 5] && indices.toArray(as: Int.self) == [0, 0])
        try values.sum().backward()
        #expect(x.grad?.values == [1, 0, 1, 0])
        #expect(try x.max(dim: 0, keepDim: true).values.shape == [1, 2])
    }

    @Test func notANumberWins() throws {
        #expect(same(try constant([1, nan, 3]).max().values, [nan]))
        #expect(try constant([-infinity, -infinity]).max().values == [-infinity])
    }

    @Test func integersAndBooleansStay() throws {
        for dtype in integerTypes {
            let result = try Tensor([3, 5, 4], dtype: dtype).max()
            #expect(result.dtype == dtype && result.values == [5])
        }
        #expect(try Tensor([true, false]).max().dtype == .bool)
    }

    @Test func rejectsNothing() throws {
        let text = errorText { _ = try Tensor.zeros(0, 3).max() }
        #expect(text == "amax: expected at least one element to reduce; got [0, 3].")
        #expect(try Tensor.zeros(0, 3).amax(dims: [1]).shape == [0])
        #expect(errorText { _ = try Tensor.zeros(0, 3).max(dim: 0) }.hasPrefix("argmax: "))
        #expect(
            errorText { _ = try Tensor.zeros(2).amax(dims: [1]) }.hasPrefix("amax: expected a dim"))
    }
}
