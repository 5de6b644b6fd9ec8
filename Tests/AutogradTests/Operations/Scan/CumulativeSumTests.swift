import Autograd
import GradientCheck
import TestSupport
import Testing

struct CumulativeSumTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(CumulativeSum.self) }

    @Test func axesAndTheirGradients() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.cumsum(dim: 0).values == [1, 2, 3, 5, 7, 9])
        let rows = try x.cumsum(dim: -1)
        #expect(rows.values == [1, 3, 6, 4, 9, 15])
        try rows.sum().backward()
        #expect(x.grad?.values == [3, 2, 1, 3, 2, 1])
    }

    @Test func integersAndBooleansBecomeInt64() throws {
        let sums = try Tensor([200, 100], dtype: .uint8).cumsum(dim: 0)
        #expect(sums.dtype == .int64 && sums.values == [200, 300])
        #expect(try Tensor([true, false, true]).cumsum(dim: 0).values == [1, 1, 2])
    }

    @Test func singlePrecisionKeepsItsDigits() throws {
        let sums = try Tensor.full([100_000], 0.1).cumsum(dim: 0)
        #expect((sums.values[99_999] - 10_000.000149).magnitude < 1e-3)
    }

    @Test func scalarsNothingAndAxes() throws {
        #expect(try Tensor(4.0).cumsum(dim: 0).values == [4])
        #expect(try Tensor.zeros(0, 3).cumsum(dim: 1).shape == [0, 3])
        let text = errorText { _ = try Tensor.zeros(2).cumsum(dim: 1) }
        #expect(text == "cumsum: expected a dim from -1 to 0; got 1.")
    }

    @Test(arguments: DType.allCases.filter { !$0.isFloatingPoint })
    func integersAreInt64(dtype: DType) throws {
        let result = try constant([1, 0, 1], dtype).cumsum(dim: 0)
        #expect(result.dtype == .int64)
        let large = try constant([4e9, 2], .uint32).cumsum(dim: 0)
        #expect(large.values[1] == 4_000_000_002)
    }
}
