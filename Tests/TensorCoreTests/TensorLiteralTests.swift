import TensorCore
import TestSupport
import Testing

struct TensorLiteralTests {
    private func tensor(_ literal: TensorLiteral) throws -> Tensor { try Tensor(literal) }

    @Test func theHighestKindOfNumberGivesTheType() throws {
        #expect(try tensor([true, 1]).dtype == .int64 && tensor([true, 1]).values == [1, 1])
        #expect(try tensor([true, 1.5]).dtype == .float32)
        #expect(try tensor([1, 2.5]).values == [1, 2.5])
        #expect(try tensor([[true], [false]]).dtype == .bool)
        #expect(try tensor([[], []]).shape == [2, 0] && tensor([[], []]).dtype == .float32)
    }

    @Test func bracketsNestToAnyDepth() throws {
        let x = try tensor([[[[[[[[1, 2]]]]]]]])
        #expect(x.shape == [1, 1, 1, 1, 1, 1, 1, 2] && x.values == [1, 2])
        #expect(try tensor([[1, 2, 3], [4, 5, 6]]).shape == [2, 3])
    }

    @Test func unequalBracketsAreErrors() {
        for literal in [
            [[1, 2], [3]], [[1], [2, 3]], [[1], 2], [1, [2]], [[[1]], [[2, 3]]], [[], [1]],
            [[1], []],
        ] as [TensorLiteral] {
            #expect(errorText { _ = try tensor(literal) }.contains("lengths that differ"))
        }
    }

    @Test func literalsOfOtherTypesConvert() throws {
        #expect(try Tensor([1, 0, 2], dtype: .bool).toArray(as: Bool.self) == [true, false, true])
        #expect(try Tensor([1.9, -1.9], dtype: .int32).values == [1, -1])
        #expect(try Tensor([300], dtype: .uint8).values == [44])
    }
}
