import Autograd
import GradientCheck
import TestSupport
import Testing

struct XLogYTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(XLogY.self) }

    @Test func zeroTimesAnyLogarithmIsZero() throws {
        let (x, y) = (try leaf([0, 0, 0, 2]), try constant([0, -1, nan, 1]))
        let product = try x.xlogy(y)
        #expect(same(product.values, [0, 0, nan, 0]))
        try product.sum().backward()
        #expect(same(x.grad?.values ?? [], [0, 0, nan, 0]))
    }
}
