import Autograd
import TestSupport
import Testing

struct TensorLogSumExpTests {
    @Test func largeAndInfiniteNumbers() throws {
        let x = try leaf([1000, 1000, -infinity, -infinity, infinity, 1], [3, 2])
        let result = try x.logSumExp(dim: 1)
        #expect(near(result.values, [1000.6931471805599, -infinity, infinity]))
        try result.sum().backward()
        #expect(same(x.grad?.values ?? [], [0.5, 0.5, nan, nan, nan, 0]))
    }

    @Test func axesTypesAndNothing() throws {
        let x = try Tensor([[0, 0], [0, 0]])
        let sum = try x.logSumExp()
        #expect(near(sum.values, [1.3862943611198906], .float32))
        #expect(try x.logSumExp(dims: [0, 1], keepDim: true).shape == [1, 1])
        #expect(try Tensor.zeros(0, 2).logSumExp(dim: 0).values == [-infinity, -infinity])
        #expect(try Tensor(4.0).logSumExp(dim: 0).values == [4])
        #expect(errorText { _ = try x.logSumExp(dim: 2) }.contains("got 2"))
    }
}
