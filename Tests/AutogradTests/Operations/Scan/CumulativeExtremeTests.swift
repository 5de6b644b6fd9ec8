import Autograd
import GradientCheck
import TestSupport
import Testing

struct CumulativeExtremeTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(CumulativeExtreme.self) }

    @Test func theLastOfEqualOnesGetsTheGradient() throws {
        let x = try leaf([1, 3, 3, 2])
        let (values, indices) = try x.cummax(dim: 0)
        #expect(values.values == [1, 3, 3, 3] && indices.toArray(as: Int.self) == [0, 1, 2, 2])
        try values.sum().backward()
        #expect(x.grad?.values == [1, 1, 2, 0])
        #expect(try x.cummin(dim: 0).indices.toArray(as: Int.self) == [0, 0, 0, 0])
    }

    @Test func notANumberStays() throws {
        let x = try constant([1, nan, 3, nan])
        let (values, indices) = try x.cummax(dim: 0)
        #expect(same(values.values, [1, nan, nan, nan]))
        #expect(indices.toArray(as: Int.self) == [0, 1, 1, 3])
        #expect(same(try x.cummin(dim: 0).values.values, [1, nan, nan, nan]))
    }

    @Test func everyType() throws {
        for dtype in integerTypes + [.float16, .bfloat16] {
            let (values, indices) = try Tensor([2, 1, 3], dtype: dtype).cummax(dim: 0)
            #expect(values.dtype == dtype && values.values == [2, 2, 3])
            #expect(indices.dtype == .int64 && indices.values == [0, 0, 2])
        }
        #expect(try Tensor(4.0).cummin(dim: 0).values.values == [4])
        #expect(errorText { _ = try Tensor.ones(2).cummax(dim: 1) }.contains("got 1"))
    }

    @Test(arguments: DType.allCases.filter { $0 != .bool })
    func placesAreInt64(dtype: DType) throws {
        let largest = try constant([1, 0], dtype).cummax(dim: 0)
        #expect(largest.indices.dtype == .int64 && largest.values.dtype == dtype)
        #expect(try constant([1, 0], dtype).cummin(dim: 0).indices.dtype == .int64)
    }
}
