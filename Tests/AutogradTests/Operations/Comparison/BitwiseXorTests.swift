import Autograd
import GradientCheck
import TestSupport
import Testing

struct BitwiseXorTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(BitwiseXor.self) }

    @Test func integersAndBooleans() throws {
        let bits = try Tensor([12, 3, 0]) .^ Tensor([10, 5, 5])
        #expect(bits.dtype == .int64 && bits.toArray(as: Int.self) == [6, 6, 5])
        let a = try Tensor([[true], [false]]) .^ Tensor([true, false])
        #expect(a.dtype == .bool && a.toArray(as: Bool.self) == [false, true, true, false])
        let mixed = try Tensor([7], dtype: .uint8).bitwiseXor(Tensor([true]))
        #expect(mixed.dtype == .uint8)
    }

    @Test func theComplement() throws {
        #expect(try Tensor([true, false]).bitwiseNot().toArray(as: Bool.self) == [false, true])
        let flipped = try .!Tensor([0, 5, -1])
        #expect(flipped.toArray(as: Int.self) == [-1, -6, 0])
        for dtype in [DType.uint8, .int8, .int16, .uint16, .int32, .uint32, .int64] {
            let x = try Tensor([0, 5, 100], dtype: dtype)
            let complement = try x.bitwiseNot()
            #expect(complement.dtype == dtype && complement.values[0] != 0)
            #expect(try complement.bitwiseNot().values == [0, 5, 100], "\(dtype)")
            let common = try complement .& x
            #expect(common.values == [0, 0, 0], "\(dtype)")
        }
        #expect(errorText { _ = try Tensor([1.0]).bitwiseNot() }.hasPrefix("bitwiseNot: expected"))
        #expect(errorText { _ = try Tensor([1], dtype: .uint64).bitwiseNot() }.contains("uint64"))
    }

    @Test func rejectsRealNumbersAndShapes() throws {
        let text = errorText { _ = try Tensor([1.0]) .^ Tensor([1]) }
        #expect(
            text.hasPrefix("bitwiseXor: expected integers or bool; got float32. Use logicalAnd"))
        #expect(errorText { _ = try Tensor([1, 2]) .^ Tensor([1, 2, 3]) }.contains("[2] and [3]"))
    }
}
