import Autograd
import GradientCheck
import TestSupport
import Testing

struct WhereTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Where.self) }

    @Test func gradientsGoToTheSideTaken() throws {
        let (a, b) = (try leaf([1, 2, 3]), try leaf([10]))
        let chosen = try `where`(Tensor([true, false, true]), a, b)
        #expect(chosen.values == [1, 10, 3])
        try chosen.sum().backward()
        #expect(a.grad?.values == [1, 0, 1] && b.grad?.values == [1])
    }

    @Test func theOtherSideDoesNotLeakNotANumber() throws {
        let a = try leaf([nan, 2])
        let chosen = try `where`(a .== a, a, constant([7, 7]))
        #expect(chosen.values == [7, 2])
        try chosen.sum().backward()
        #expect(a.grad?.values == [0, 1])
    }

    @Test func movesEveryType() throws {
        let condition = try Tensor([true, false])
        for dtype in DType.allCases {
            let chosen = try `where`(
                condition, Tensor([1, 0], dtype: dtype), Tensor([0, 1], dtype: dtype))
            #expect(chosen.dtype == dtype && chosen.values == [1, 1])
        }
        let mixed = try `where`(condition, Tensor([1, 2]), Tensor([0.5, 0.5]))
        #expect(mixed.dtype == .float32 && mixed.values == [1, 0.5])
    }

    @Test func rejectsWhatIsNoCondition() throws {
        let one = try Tensor.ones(2)
        #expect(
            errorText { _ = try `where`(one, one, one) }
                .hasPrefix("where: expected a bool condition; got float32. Compare"))
        let text = errorText { _ = try `where`(one .> 0, one, Tensor.ones(3)) }
        #expect(text.hasPrefix("where: ") && text.contains("[2], [2] and [3]"))
    }
}
