import Autograd
import Testing

struct ConvolutionPaddingArgumentsTests {
    private func sequences(_ padding: some Conv1dPadding) -> ConvolutionPadding<Int> {
        padding.conv1dPadding
    }

    private func images(_ padding: some Conv2dPadding) -> ConvolutionPadding<Size2> {
        padding.conv2dPadding
    }

    @Test func whatSequencesTake() {
        let two = 2
        #expect(sequences(2) == 2 && sequences(two) == 2)
        #expect(sequences(.same) == .same && sequences(.valid) == .valid)
        #expect(sequences(ConvolutionPadding.size(3)) == 3)
    }

    @Test func whatImagesTake() {
        let two = 2
        #expect(images(2) == 2 && images(two) == 2 && images(Size2(1, 2)) == .size(Size2(1, 2)))
        #expect(images(.same) == .same && images(.valid) == .valid)
        #expect(images(ConvolutionPadding.size(Size2(3))) == 3)
    }
}
