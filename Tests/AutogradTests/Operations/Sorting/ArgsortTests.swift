import Autograd
import GradientCheck
import TestSupport
import Testing

struct ArgsortTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Argsort.self) }

    @Test func equalOnesStayInOrderAndNotANumberIsLast() throws {
        let x = try constant([3, nan, 1, 3, -infinity, 1])
        #expect(try x.argsort().toArray(as: Int.self) == [4, 2, 5, 0, 3, 1])
        #expect(try x.argsort(descending: true).toArray(as: Int.self) == [1, 0, 3, 2, 5, 4])
    }

    @Test func valuesPassTheirGradient() throws {
        let x = try leaf([3, 1, 2])
        let (values, indices) = try x.sort(dim: 0)
        #expect(values.values == [1, 2, 3] && indices.toArray(as: Int.self) == [1, 2, 0])
        try (values * constant([1, 10, 100])).sum().backward()
        #expect(x.grad?.values == [100, 1, 10])
    }

    @Test func everyType() throws {
        for dtype in integerTypes + [.float16, .bfloat16] {
            let values = try Tensor([2, 1, 3], dtype: dtype).sort().values
            #expect(values.dtype == dtype && values.values == [1, 2, 3])
        }
        #expect(try Tensor([true, false]).sort().values.toArray(as: Bool.self) == [false, true])
    }

    @Test func scalarsNothingAndAxes() throws {
        let (values, indices) = try Tensor(4.0).sort()
        #expect(values.values == [4] && indices.values == [0])
        #expect(try Tensor.zeros(0, 2).sort(dim: 0).values.shape == [0, 2])
        #expect(errorText { _ = try Tensor.zeros(2).sort(dim: 1) }.hasPrefix("argsort: expected"))
        #expect(errorText { _ = try Argsort()(leaf([1])) }.hasPrefix("argsort: has no gradient"))
    }

    @Test(arguments: DType.allCases)
    func placesAreInt64(dtype: DType) throws {
        let sorted = try constant([1, 0], dtype).sort()
        #expect(sorted.indices.dtype == .int64 && sorted.indices.values == [1, 0])
        #expect(sorted.values.dtype == dtype)
    }
}
