import Autograd
import GradientCheck
import TestSupport
import Testing

struct ProductTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Product.self) }

    @Test func zerosHaveTheirGradients() throws {
        let one = try leaf([0, 2, 3])
        try one.prod().backward()
        #expect(one.grad?.values == [6, 0, 0])
        let two = try leaf([0, 2, 0])
        try two.prod().backward()
        #expect(two.grad?.values == [0, 0, 0])
        // ∂²/∂a∂c of a b c is b, also where a and c are 0.
        let first = try grad(of: two.prod(), wrt: two, createGraph: true)
        let second = try grad(of: first.narrow(dim: 0, start: 0, length: 1).sum(), wrt: two)
        #expect(second.values == [0, 0, 2])
    }

    @Test func axes() throws {
        let x = try constant([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(x.prod().values == [720] && x.prod().shape == [])
        #expect(try x.prod(dim: 0).values == [4, 10, 18])
        #expect(try x.prod(dim: -1, keepDim: true).shape == [2, 1])
        #expect(errorText { _ = try x.prod(dim: 2) } == "prod: expected a dim from -2 to 1; got 2.")
    }

    @Test func theProductOfNothingIsOne() throws {
        let empty = try leaf([], [0, 2])
        #expect(empty.prod().values == [1])
        #expect(try empty.prod(dim: 0).values == [1, 1])
        try empty.prod().backward()
        #expect(empty.grad?.shape == [0, 2])
    }

    @Test func integersAndBooleansBecomeInt64() throws {
        let product = try Tensor([200, 100], dtype: .uint8).prod()
        #expect(product.dtype == .int64 && product.values == [20000])
        #expect(try Tensor([true, false]).prod().values == [0])
    }

    @Test func aLongProductInSinglePrecisionKeepsItsDigits() throws {
        let x = try Tensor([Float](repeating: 1.0001, count: 10_000), shape: [10_000])
        #expect((x.prod().values[0] / 2.7181459 - 1).magnitude < 3e-4)
        // Halfway through, the product is beyond the range of float32.
        let far = try Tensor([1e30, 1e30, 1e-30, 1e-30], dtype: .float32)
        #expect(near(far.prod().values, [1], .float32))
    }

    @Test(arguments: DType.allCases.filter { !$0.isFloatingPoint })
    func integersAreInt64(dtype: DType) throws {
        #expect(try constant([1, 1], dtype).prod().dtype == .int64)
        #expect(try constant([1, 1], dtype).prod(dim: 0).dtype == .int64)
        #expect(try constant([4e9, 2], .uint32).prod().values == [8e9])
    }
}
