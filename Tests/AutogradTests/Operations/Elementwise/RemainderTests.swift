import Autograd
import GradientCheck
import TestSupport
import Testing

struct RemainderTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Remainder.self) }

    @Test func hasTheSignOfTheDivisor() throws {
        let (a, b) = (try constant([7, -7, 7, -7]), try constant([3, 3, -3, -3]))
        #expect(try a.remainder(b).values == [1, 2, -2, -1])
        #expect(try Tensor([7, -7]).remainder(3).toArray(as: Int.self) == [1, 2])
        let bytes = try Tensor([255, 7], dtype: .uint8).remainder(Tensor([16, 255], dtype: .uint8))
        #expect(bytes.dtype == .uint8 && bytes.values == [15, 7])
    }

    @Test func theLeastIntegerByMinusOne() throws {
        #expect(try Tensor([Int64.min]).remainder(-1).toArray(as: Int64.self) == [0])
    }

    @Test func rejectsIntegersByZero() throws {
        #expect(errorText { _ = try Tensor([1]).remainder(0) }.hasPrefix("remainder: expected"))
        #expect(same(try constant([1]).remainder(0).values, [nan]))
    }
}
