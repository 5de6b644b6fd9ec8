import Autograd
import GradientCheck
import TestSupport
import Testing

struct CumulativeProductTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(CumulativeProduct.self) }

    @Test func zerosHaveTheirGradients() throws {
        let x = try leaf([2, 0, 3, 0, 5])
        let y = try x.cumprod(dim: 0)
        #expect(y.values == [2, 0, 0, 0, 0])
        try y.sum().backward()
        // Of 2 + 2a + 6a + 6ab + 30ab at a = b = 0.
        #expect(x.grad?.values == [1, 8, 0, 0, 0])
    }

    @Test func integersBecomeInt64() throws {
        let products = try Tensor([20, 20, 20], dtype: .uint8).cumprod(dim: 0)
        #expect(products.dtype == .int64 && products.values == [20, 400, 8000])
        #expect(try Tensor([true, false, true]).cumprod(dim: 0).values == [1, 0, 0])
    }

    @Test func rejectsAxes() throws {
        #expect(errorText { _ = try Tensor.zeros(2).cumprod(dim: 1) }.hasPrefix("cumprod: "))
        #expect(try Tensor(4.0).cumprod(dim: -1).values == [4])
    }

    @Test(arguments: DType.allCases.filter { !$0.isFloatingPoint })
    func integersAreInt64(dtype: DType) throws {
        let result = try constant([1, 0, 1], dtype).cumprod(dim: 0)
        #expect(result.dtype == .int64)
        let large = try constant([4e9, 2], .uint32).cumprod(dim: 0)
        #expect(large.values[1] == 8_000_000_000)
    }
}
