import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogSoftmaxTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LogSoftmax.self) }

    @Test func hazards() throws {
        let x = try leaf([10_000, 0, 1000, 1000, -infinity, 0], [3, 2])
        let expected = [0, -10_000, -0.6931471805599453, -0.6931471805599453, -infinity, 0]
        #expect(same(try x.logSoftmax(dim: 1).values, expected))
        let impossible = try constant([-infinity, -infinity, infinity, 0], [2, 2])
        #expect(same(try impossible.logSoftmax(dim: -1).values, [nan, nan, nan, nan]))
    }

    @Test func gradientAtExtremeLogits() throws {
        let x = try leaf([10_000, 0])
        try x.logSoftmax(dim: 0)[1].backward()
        #expect(x.grad?.values == [-1, 1])
    }

    @Test func namesTheAxis() throws {
        let text = errorText { _ = try Tensor.ones(2, 3).logSoftmax(dim: 2) }
        #expect(text == "logSoftmax: expected a dim from -2 to 1; got 2.")
        #expect(try Tensor([1, 2]).logSoftmax(dim: 0).dtype == .float32)
    }
}
