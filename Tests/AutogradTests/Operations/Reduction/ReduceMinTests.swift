import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReduceMinTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ReduceMin.self) }

    @Test func equalOnesShareTheGradientOfTheWhole() throws {
        let x = try leaf([1, 3, 1, 2], [2, 2])
        try x.min().backward()
        #expect(x.grad?.values == [0.5, 0, 0.5, 0])
        x.grad = nil
        try x.amin(dims: [0]).sum().backward()
        #expect(x.grad?.values == [0.5, 0, 0.5, 1])
    }

    @Test func theFirstOfEqualOnesAlongAnAxisGetsTheGradient() throws {
        let x = try leaf([1, 3, 1, 1], [2, 2])
        let (values, indices) = try x.min(dim: 1)
        #expect(values.values == [1, 1] && indices.toArray(as: Int.self) == [0, 0])
        try values.sum().backward()
        #expect(x.grad?.values == [1, 0, 1, 0])
        #expect(try x.min(dim: 0, keepDim: true).values.shape == [1, 2])
    }

    @Test func notANumberWins() throws {
        #expect(same(try constant([1, nan, 3]).min().values, [nan]))
        #expect(try constant([infinity, infinity]).min().values == [infinity])
    }

    @Test func integersAndBooleansStay() throws {
        for dtype in integerTypes {
            let result = try Tensor([3, 1, 4], dtype: dtype).min()
            #expect(result.dtype == dtype && result.values == [1])
        }
        #expect(try Tensor([true, false]).min().dtype == .bool)
    }

    @Test func rejectsNothing() throws {
        let text = errorText { _ = try Tensor.zeros(0, 3).min() }
        #expect(text == "amin: expected at least one element to reduce; got [0, 3].")
        #expect(try Tensor.zeros(0, 3).amin(dims: [1]).shape == [0])
        #expect(errorText { _ = try Tensor.zeros(0, 3).min(dim: 0) }.hasPrefix("argmin: "))
        #expect(
            errorText { _ = try Tensor.zeros(2).amin(dims: [1]) }.hasPrefix("amin: expected a dim"))
    }
}
