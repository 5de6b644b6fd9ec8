import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorRepeatTests {
    @Test func copiesLieSideBySide() throws {
        let x = try leaf([1, 2], [1, 2])
        #expect(try x.repeat(2, 2).values == [1, 2, 1, 2, 1, 2, 1, 2])
        #expect(try x.repeat(3, 1, 1).shape == [3, 1, 2])
        #expect(try x.tile(2).shape == [1, 4] && x.tile(2, 1, 1).shape == [2, 1, 2])
        #expect(try x.repeatInterleave(2).values == [1, 1, 2, 2])
        #expect(try x.repeatInterleave(2, dim: 0).shape == [2, 2])
        #expect(try x.repeatInterleave(Tensor([2, 1]), dim: 1).values == [1, 1, 2])
        try gradgradcheck(
            { try $0[0].repeat(2, 3) * $0[0].repeatInterleave(3, dim: 1).tile(2, 1) }, inputs: [x])
    }

    @Test func whatCannotBeIsNamed() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try x.repeat(2) }.hasPrefix(
                "repeat: expected sizes of at least 0, one for each of 2 axes at least; got [2]."))
        #expect(errorText { _ = try x.tile(-1) }.hasPrefix("tile: "))
        #expect(errorText { _ = try x.repeat(.max, .max) }.contains("that memory can hold"))
        #expect(errorText { _ = try x.repeat(.max, 0, 2) }.isEmpty == false)
        #expect(!errorText { _ = try x.repeatInterleave(-1, dim: 0) }.isEmpty)
        #expect(!errorText { _ = try x.repeatInterleave(.max, dim: 0) }.isEmpty)
        #expect(
            errorText { _ = try x.repeatInterleave(Tensor([1, -2]), dim: 0) }
                .contains("an integer of at least 0 for each of 2 parts"))
        #expect(!errorText { _ = try x.repeatInterleave(Tensor([1.5, 2]), dim: 0) }.isEmpty)
        #expect(!errorText { _ = try x.repeatInterleave(Tensor([1, 2, 3]), dim: 0) }.isEmpty)
    }

    @Test func moreCopiesThanMemoryHoldsAreRefused() throws {
        let x = try Tensor([1.0, 2])
        for counts in [[1 << 60, 1], [Int.max, Int.max]] {
            let text = errorText { _ = try x.repeatInterleave(Tensor(counts)) }
            #expect(text.hasPrefix("repeatInterleave: expected memory for"), "\(text)")
        }
    }
}
