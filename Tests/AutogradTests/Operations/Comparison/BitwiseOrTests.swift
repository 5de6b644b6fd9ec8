import Autograd
import GradientCheck
import TestSupport
import Testing

struct BitwiseOrTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(BitwiseOr.self) }

    @Test func integersAndBooleans() throws {
        let bits = try Tensor([12, 3, 0]) .| Tensor([10, 5, 5])
        #expect(bits.dtype == .int64 && bits.toArray(as: Int.self) == [14, 7, 5])
        let a = try Tensor([[true], [false]]) .| Tensor([true, false])
        #expect(a.dtype == .bool && a.toArray(as: Bool.self) == [true, true, true, false])
        let mixed = try Tensor([7], dtype: .uint8).bitwiseOr(Tensor([true]))
        #expect(mixed.dtype == .uint8)
    }

    @Test func rejectsRealNumbersAndShapes() throws {
        let text = errorText { _ = try Tensor([1.0]) .| Tensor([1]) }
        #expect(text.hasPrefix("bitwiseOr: expected integers or bool; got float32. Use logicalAnd"))
        #expect(errorText { _ = try Tensor([1, 2]) .| Tensor([1, 2, 3]) }.contains("[2] and [3]"))
    }
}
