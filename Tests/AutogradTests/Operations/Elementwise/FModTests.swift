import Autograd
import GradientCheck
import TestSupport
import Testing

struct FModTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(FMod.self) }

    @Test func hasTheSignOfTheDividend() throws {
        let (a, b) = (try constant([7, -7, 7, -7, 5.5]), try constant([3, 3, -3, -3, infinity]))
        #expect(try a.fmod(b).values == [1, -1, 1, -1, 5.5])
        #expect(try Tensor([7, -7]).fmod(3).toArray(as: Int.self) == [1, -1])
        #expect(same(try constant([1, infinity]).fmod(constant([0, 2])).values, [nan, nan]))
    }

    @Test func theLeastIntegerByMinusOne() throws {
        let least = try Tensor([Int64.min])
        #expect(try least.fmod(-1).toArray(as: Int64.self) == [0])
    }

    @Test func rejectsIntegersByZeroAndBooleans() throws {
        let text = errorText { _ = try Tensor([1]).fmod(0) }
        #expect(text.hasPrefix("fmod: expected divisors of integers other than 0; got 0."))
        #expect(errorText { _ = try Tensor([true]).fmod(Tensor([true])) }.contains("two bool"))
    }
}
