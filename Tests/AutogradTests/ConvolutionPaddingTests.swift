import Autograd
import TestSupport
import Testing

struct ConvolutionPaddingTests {
    @Test func aNumberIsASize() {
        #expect((2 as ConvolutionPadding<Int>) == .size(2))
        #expect((2 as ConvolutionPadding<Size2>) == .size(Size2(2, 2)))
    }

    @Test func itIsWrittenAsItIsGiven() {
        #expect("\(ConvolutionPadding<Int>.same) \(ConvolutionPadding<Int>.valid)" == "same valid")
        #expect("\(ConvolutionPadding.size(Size2(1, 2)))" == "1×2")
    }

    @Test func theEndGetsMoreOfAnOddNumber() {
        func ends(_ padding: ConvolutionPadding<Size2>, _ kernel: [Int], _ dilation: Size2)
            -> [[Int]]
        {
            padding.ends(kernel: kernel, dilation: dilation).map { [$0.before, $0.after] }
        }
        #expect(ends(.same, [3, 4], 1) == [[1, 1], [1, 2]])
        #expect(ends(.same, [2, 1], Size2(3, 5)) == [[1, 2], [0, 0]])
        #expect(ends(.valid, [3, 4], 1) == [[0, 0], [0, 0]])
        #expect(ends(.size(Size2(1, 2)), [3, 4], 1) == [[1, 1], [2, 2]])
        // Refused later, and no overflow before.
        #expect(ends(.same, [0, 9], Size2(1, .max)).count == 2)
    }

    @Test func whatDoesNotFitIsNamed() {
        #expect(
            errorText { try ConvolutionPadding<Int>.same.validate(stride: 2, "op") }
                == "op: expected a stride of 1 with padding same; got 2. "
                + "Give the padding as a number.")
        #expect(
            errorText { try ConvolutionPadding.size(Size2(0, -1)).validate(stride: 1, "op") }
                == "op: expected a padding of at least 0; got 0×-1.")
        #expect(errorText { try ConvolutionPadding<Int>.valid.validate(stride: 2, "op") } == "")
    }
}
