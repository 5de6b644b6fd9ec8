import Autograd
import GradientCheck
import TestSupport
import Testing

struct MaximumTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Maximum.self) }

    @Test func tiesShareTheGradient() throws {
        let (a, b) = (try leaf([1, 2, 3]), try leaf([1, 5, 0]))
        let larger = try maximum(a, b)
        #expect(larger.values == [1, 5, 3])
        try larger.sum().backward()
        #expect(a.grad?.values == [0.5, 0, 1] && b.grad?.values == [0.5, 1, 0])
    }

    @Test func notANumberWins() throws {
        let (a, b) = (try constant([nan, 1]), try constant([1, nan]))
        #expect(same(try maximum(a, b).values, [nan, nan]))
    }

    @Test func besideNotANumberEachGetsTheWholeGradient() throws {
        let (a, b) = (try leaf([nan, 1]), try leaf([1, nan]))
        try maximum(a, b).sum().backward()
        #expect(a.grad?.values == [1, 1] && b.grad?.values == [1, 1])
    }

    @Test func integersAndPromotion() throws {
        let larger = try maximum(Tensor([1, 9], dtype: .int32), Tensor([4, 4], dtype: .uint8))
        #expect(larger.dtype == .int32 && larger.toArray(as: Int.self) == [4, 9])
        #expect(errorText { _ = try maximum(.ones(2), .ones(3)) }.hasPrefix("maximum: "))
        #expect(errorText { _ = try maximum(.ones(2), .ones(3)) }.contains("[2] and [3]"))
    }
}
