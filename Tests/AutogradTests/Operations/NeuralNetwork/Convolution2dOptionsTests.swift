import Autograd
import Kernels
import TestSupport
import Testing

struct Convolution2dOptionsTests {
    private func output(
        _ options: Convolution2dOptions, _ input: Shape, _ weight: Shape
    ) throws -> [Int] {
        let sizes = try options.sizes(input: input, weight: weight, "test")
        return [sizes.images, sizes.outputChannels, sizes.outputHeight, sizes.outputWidth]
    }

    private func refusal(
        _ options: Convolution2dOptions, _ input: Shape = [1, 1, 5, 5],
        _ weight: Shape = [1, 1, 3, 3]
    ) -> String { errorText { _ = try options.sizes(input: input, weight: weight, "test") } }

    /// ⌊(size + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1, as PyTorch documents it.
    @Test func outputsHaveTheDocumentedSizes() throws {
        for size in [5, 8] {
            for kernel in 1...3 {
                for stride in 1...3 {
                    for padding in 0...2 {
                        for dilation in 1...2 {
                            let options = Convolution2dOptions(
                                stride: Size2(stride, 1), padding: Size2(padding, 0),
                                dilation: Size2(dilation, 1))
                            let span = size + 2 * padding - dilation * (kernel - 1) - 1
                            #expect(
                                try output(options, [2, 3, size, 4], [6, 3, kernel, 2])
                                    == [2, 6, span / stride + 1, 3])
                        }
                    }
                }
            }
        }
    }

    @Test func optionsOutOfRangeAreRefused() {
        let message =
            "test: expected stride, dilation and groups of at least 1 and padding of at least 0"
        for options in [
            Convolution2dOptions(stride: 0), Convolution2dOptions(stride: Size2(1, 0)),
            Convolution2dOptions(stride: -1), Convolution2dOptions(padding: -1),
            Convolution2dOptions(padding: Size2(0, -1)), Convolution2dOptions(dilation: 0),
            Convolution2dOptions(groups: 0), Convolution2dOptions(groups: -2),
            // Beyond what sizes can be computed with.
            Convolution2dOptions(stride: Size2(.max, 1)),
            Convolution2dOptions(padding: Size2(1 << 30)),
            Convolution2dOptions(dilation: Size2(1, .max)), Convolution2dOptions(groups: .max),
        ] {
            #expect(refusal(options).hasPrefix(message), "\(options)")
        }
    }

    @Test func shapesThatDoNotFitAreNamed() {
        let plain = Convolution2dOptions()
        #expect(refusal(plain, [1, 5, 5]).contains("got [1, 5, 5] and [1, 1, 3, 3]"))
        #expect(refusal(plain, [1, 1, 5, 5], [1, 3, 3]).contains("[1, 3, 3]"))
        #expect(refusal(plain, [1, 2, 5, 5]).contains("with groups 1"))
        #expect(refusal(Convolution2dOptions(groups: 2), [1, 2, 5, 5], [3, 1, 3, 3]) != "")
        #expect(refusal(Convolution2dOptions(groups: 2), [1, 2, 5, 5], [4, 1, 3, 3]) == "")
        #expect(
            refusal(Convolution2dOptions(groups: 1 << 29), [1, 1, 5, 5], [1, .max, 3, 3]) != "")
    }

    @Test func aKernelMustFitThePaddedInput() {
        let plain = Convolution2dOptions()
        for (input, weight) in [
            ([1, 1, 2, 5], [1, 1, 3, 3]), ([1, 1, 5, 2], [1, 1, 3, 3]),
            ([1, 1, 5, 5], [1, 1, 0, 3]),
            ([1, 1, 0, 5], [1, 1, 3, 3]),
        ] as [(Shape, Shape)] {
            #expect(
                refusal(plain, input, weight)
                    .hasPrefix("test: expected a kernel of at least 1×1 that fits the padded input")
            )
        }
        #expect(refusal(Convolution2dOptions(padding: 1), [1, 1, 1, 1]) == "")
        #expect(refusal(Convolution2dOptions(dilation: 3)) != "")
        #expect(refusal(Convolution2dOptions(dilation: 2)) == "")
        #expect(refusal(Convolution2dOptions(dilation: Size2((1 << 30) - 1))) != "")
    }
}
