import Autograd
import TestSupport
import Testing

struct TensorWithoutNaNTests {
    @Test func notANumberIsLeftOut() throws {
        let x = try leaf([1, nan, 3, nan, nan, nan], [2, 3])
        #expect(same(try x.nanSum(dims: [1]).values, [4, 0]))
        #expect(same(try x.nanMean(dims: [1]).values, [2, nan]))
        try x.nanMean().backward()
        #expect(x.grad?.values == [0.5, 0, 0.5, 0, 0, 0])
        #expect(try Tensor([1, 2]).nanMean().values == [1.5])
        #expect(try Tensor([1, 2]).nanSum().dtype == .int64)
    }

    @Test func bothExtremes() throws {
        let x = try constant([1, 5, 3, 2], [2, 2])
        let (min, max) = try x.aminmax(dims: [1], keepDim: true)
        #expect(min.values == [1, 2] && max.values == [5, 3] && max.shape == [2, 1])
        #expect(errorText { _ = try Tensor.zeros(0).aminmax() }.hasPrefix("amin: expected"))
    }
}
