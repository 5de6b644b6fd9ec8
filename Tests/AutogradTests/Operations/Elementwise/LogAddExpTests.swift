import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogAddExpTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LogAddExp.self) }

    @Test func largeAndInfiniteNumbers() throws {
        let a = try constant([1000, -1000, infinity, -infinity, infinity, nan])
        let b = try constant([1000, -1000, infinity, -infinity, -infinity, 1])
        let log2 = 0.6931471805599453
        let expected = [1000 + log2, -1000 + log2, infinity, -infinity, infinity, nan]
        #expect(near(try a.logAddExp(b).values, expected))
    }

    @Test func gradientsAreShares() throws {
        let (a, b) = (try leaf([0, 800]), try leaf([0, -800]))
        try a.logAddExp(b).sum().backward()
        #expect(a.grad?.values == [0.5, 1] && b.grad?.values == [0.5, 0])
    }
}
