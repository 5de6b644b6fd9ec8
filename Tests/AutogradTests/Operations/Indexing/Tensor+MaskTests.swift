import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorMaskTests {
    @Test func maskedElementsAreFilledReadAndWritten() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        let mask = try Tensor([[true, false], [false, true]])
        #expect(try x.maskedFill(mask, -.infinity).values == [-.infinity, 2, 3, -.infinity])
        #expect(try x.maskedSelect(mask).values == [1, 4])
        #expect(try x.maskedSelect(mask[0]).values == [1, 3])
        #expect(try x.maskedScatter(mask, constant([8, 9, 10])).values == [8, 2, 3, 9])
        let integers = try Tensor.arange(2).maskedFill(mask[0], 7)
        #expect(integers.dtype == .int64 && integers.values == [7, 1])
    }

    @Test func gradients() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        let mask = try Tensor([[true, false], [true, true]])
        try gradgradcheck(
            { try $0[0].maskedFill(mask, $0[1]).square() }, inputs: [x, leaf([5], [])])
        try gradgradcheck({ try $0[0].maskedSelect(mask).square() }, inputs: [x])
        try gradgradcheck(
            { try $0[0].maskedScatter(mask, $0[1]).square() }, inputs: [x, leaf([5, 6, 7, 8])])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(2)
        #expect(
            errorText { _ = try x.maskedFill(Tensor([1, 0]), 1) }
                == "maskedFill: expected a bool mask that broadcasts with [2]; got int64 [2]. "
                + "Compare, for example x .> 0.")
        let mask = try Tensor([true, true, true])
        #expect(errorText { _ = try x.maskedSelect(mask) }.contains("bool [3]"))
        #expect(
            errorText { _ = try x.maskedScatter(Tensor([true, true]), .ones(1)) }
                .contains("a source of at least 2 float32; got float32 [1]"))
        #expect(errorText { _ = try x.maskedFill(Tensor([true, true]), .ones(2)) }.contains("[2]"))
    }
}
