import Autograd
import GradientCheck
import TestSupport
import Testing

struct WindowMaxTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(WindowMax.self) }

    @Test func windowsThatOverlapAddTheirGradients() throws {
        let x = try leaf([1, 9, 1, 1], [1, 1, 4])
        let y = try x.adaptiveMaxPool1d(3)
        #expect(y.values == [9, 9, 1])
        try y.sum().backward()
        #expect(x.grad?.values == [0, 2, 1, 0])
    }
}
