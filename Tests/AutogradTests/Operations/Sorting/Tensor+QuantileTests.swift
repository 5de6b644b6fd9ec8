import Autograd
import TestSupport
import Testing

struct TensorQuantileTests {
    @Test func interpolates() throws {
        let x = try leaf([3, 1, 2, 5])
        #expect(try x.quantile(0).values == [1] && x.quantile(1).values == [5])
        let median = try x.quantile(0.5)
        #expect(median.values == [2.5])
        try median.backward()
        #expect(x.grad?.values == [0.5, 0, 0.5, 0])
    }

    @Test func axesAndNotANumber() throws {
        let x = try constant([1, nan, 3, 4], [2, 2])
        #expect(same(try x.quantile(0.5, dim: 1).values, [nan, 3.5]))
        #expect(try x.quantile(0.5, dim: 0, keepDim: true).shape == [1, 2])
        #expect(try Tensor(4.0).quantile(0.3, dim: 0).values == [4])
    }

    @Test func rejectsFractionsTypesAndNothing() throws {
        let x = try Tensor.ones(2, 0)
        #expect(
            errorText { _ = try x.quantile(1.5) } == "quantile: expected q from 0 to 1; got 1.5.")
        #expect(errorText { _ = try x.quantile(nan) }.contains("got nan"))
        #expect(errorText { _ = try Tensor([1]).quantile(0.5) }.contains("got int64"))
        #expect(errorText { _ = try x.quantile(0.5, dim: 1) }.contains("got [2, 0]"))
    }
}
