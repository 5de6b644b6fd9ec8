import Autograd
import GradientCheck
import TestSupport
import Testing

struct SumTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Sum.self) }

    @Test func integersAndBooleansAddUpAsInt64() throws {
        let total = try Tensor([200, 100], dtype: .uint8).sum()
        #expect(total.dtype == .int64 && total.values == [300])
        #expect(try Tensor([true, true, false]).sum().values == [2])
        #expect(try Tensor([Int64.max, 1]).sum().toArray(as: Int64.self) == [Int64.min])
    }

    @Test func theSumOfNothingIsZero() throws {
        let empty = try leaf([], [0, 2])
        #expect(empty.sum().values == [0])
        #expect(try empty.sum(dim: 0).values == [0, 0])
        try empty.sum().backward()
        #expect(empty.grad?.shape == [0, 2])
    }

    @Test func axesAndTheirGradients() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.sum(dim: 0).values == [5, 7, 9])
        #expect(try x.sum(dim: -1, keepDim: true).shape == [2, 1])
        #expect(try x.sum(dims: [0, 1]).values == [21])
        #expect(try x.sum(dims: []).values == [21])
        try (x.sum(dim: 1) * constant([1, 10])).sum().backward()
        #expect(x.grad?.values == [1, 1, 1, 10, 10, 10])
    }

    @Test func infinitiesAndNotANumber() throws {
        #expect(same(try constant([infinity, 1]).sum().values, [infinity]))
        #expect(same(try constant([infinity, -infinity]).sum().values, [nan]))
    }

    @Test func aMillionSmallNumbersKeepTheirDigits() throws {
        let sum = try Tensor.full([1_000_000], 0.1).sum()
        #expect((sum.values[0] - 100_000.00149).magnitude < 0.1)
    }

    @Test func rejectsAxes() throws {
        let x = try Tensor.ones(2, 3)
        #expect(errorText { _ = try x.sum(dim: -3) } == "sum: expected a dim from -2 to 1; got -3.")
        #expect(errorText { _ = try x.sum(dims: [1, 1]) }.contains("each dim once"))
        #expect(try Tensor(2.0).sum(dim: 0).values == [2])
        #expect(errorText { _ = try Tensor(2.0).sum(dim: 1) }.contains("dim 0 or -1"))
    }
}
