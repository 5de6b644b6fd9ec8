import Autograd
import GradientCheck
import TestSupport
import Testing

struct PermuteTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Permute.self) }

    @Test("seed defect 12: axes go where they are told")
    func ordersAxes() throws {
        let x = try leaf((0..<24).map(Double.init), [2, 3, 4])
        let turned = try x.permute(0, 2, 1)
        #expect(turned.shape == [2, 4, 3] && turned.values.prefix(4) == [0, 4, 8, 1])
        try (turned * constant((0..<24).map(Double.init), [2, 4, 3])).sum().backward()
        #expect(x.grad?.values.prefix(5) == [0, 3, 6, 9, 1])
        #expect(try x.permute([2, 0, 1]).shape == [4, 2, 3])
    }

    @Test func transposeExchangesTwoAxes() throws {
        let x = try Tensor.ones(2, 3, 4)
        #expect(try x.transpose(0, -1).shape == [4, 3, 2])
        #expect(try Tensor.ones(2, 3).t().shape == [3, 2])
        #expect(try Tensor.ones(2).t().shape == [2])
        #expect(try Tensor(1.0).transpose(0, -1).shape == [])
    }

    @Test func rejectsAxes() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try x.permute(0, 0) }
                == "permute: expected each of 2 dims once; got [0, 0].")
        #expect(errorText { _ = try x.permute(0) }.contains("got [0]"))
        #expect(errorText { _ = try x.transpose(0, 2) }.hasPrefix("transpose: expected a dim"))
        #expect(errorText { _ = try Tensor.ones(1, 2, 3).t() }.contains("got [1, 2, 3]"))
    }
}
