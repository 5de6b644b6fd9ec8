import Autograd
import GradientCheck
import TestSupport
import Testing

struct DivideTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Divide.self) }

    @Test func divisionByZeroGivesInfinityOrNaN() throws {
        let a = try leaf([1, 0, -1])
        let b = try leaf([0, 0, 0])
        let quotient = try a / b
        #expect(same(quotient.values, [infinity, nan, -infinity]))
        try quotient.sum().backward()
        #expect(same(a.grad?.values ?? [], [infinity, infinity, infinity]))
        #expect(same(b.grad?.values ?? [], [-infinity, nan, infinity]))
    }

    @Test func slopeOfALargeDivisorDoesNotOverflow() throws {
        let (a, b) = (try leaf([1e200]), try leaf([1e180]))
        try (a / b).sum().backward()
        #expect(near(b.grad?.values ?? [], [-1e-160]))
    }

    @Test func integersGiveSinglePrecision() throws {
        let quotient = try Tensor([1, -1, 0, 7]) / Tensor([0, 0, 0, 2])
        #expect(quotient.dtype == .float32)
        #expect(same(quotient.values, [infinity, -infinity, nan, 3.5]))
        #expect(try (Tensor([7]) / 2).values == [3.5])
        #expect(try (7 / Tensor([2])).values == [3.5])
        #expect(try (Tensor([true]) / Tensor([true])).dtype == .float32)
    }

    @Test func integersCannotBeDividedInPlace() throws {
        var x = try Tensor([4])
        #expect(
            errorText { try x /= 2 }.hasPrefix("divide=: expected a result that fits int64 [1]"))
        #expect(x.toArray(as: Int.self) == [4])
    }

    @Test func namesBothShapes() throws {
        #expect(errorText { _ = try Tensor.ones(2) / Tensor.ones(3) }.contains("[2] and [3]"))
    }
}
