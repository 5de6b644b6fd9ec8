import Autograd
import GradientCheck
import TestSupport
import Testing

struct MinimumTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Minimum.self) }

    @Test func tiesShareTheGradient() throws {
        let (a, b) = (try leaf([1, 2, 3]), try leaf([1, 5, 0]))
        let smaller = try minimum(a, b)
        #expect(smaller.values == [1, 2, 0])
        try smaller.sum().backward()
        #expect(a.grad?.values == [0.5, 1, 0] && b.grad?.values == [0.5, 0, 1])
    }

    @Test func notANumberWins() throws {
        let (a, b) = (try constant([nan, 1]), try constant([1, nan]))
        #expect(same(try minimum(a, b).values, [nan, nan]))
    }

    @Test func besideNotANumberEachGetsTheWholeGradient() throws {
        let (a, b) = (try leaf([nan, 1]), try leaf([1, nan]))
        try minimum(a, b).sum().backward()
        #expect(a.grad?.values == [1, 1] && b.grad?.values == [1, 1])
    }

    @Test func booleansAndErrors() throws {
        let both = try minimum(Tensor([true, true]), Tensor([true, false]))
        #expect(both.dtype == .bool && both.toArray(as: Bool.self) == [true, false])
        #expect(errorText { _ = try minimum(.ones(2), .ones(3)) }.contains("[2] and [3]"))
    }
}
