import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogCumulativeSumExpTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LogCumulativeSumExp.self) }

    @Test func neitherOverflowsNorForgets() throws {
        let x = try leaf([-1000, 1000, 1000, -infinity])
        let y = try x.logCumSumExp(dim: 0)
        let last = 1000.6931471805599
        #expect(near(y.values, [-1000, 1000, last, last]))
        try y.sum().backward()
        #expect(near(x.grad?.values ?? [], [1, 2, 1, 0], within: 1e-12))
    }

    @Test func typesAndAxes() throws {
        #expect(try Tensor([1]).logCumSumExp(dim: 0).dtype == .float32)
        #expect(errorText { _ = try Tensor.ones(2).logCumSumExp(dim: 1) }.hasPrefix("logCumSumExp"))
    }
}
