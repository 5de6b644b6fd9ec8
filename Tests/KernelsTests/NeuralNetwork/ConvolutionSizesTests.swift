import Kernels
import Testing

/// Convolutions that meet every option, and sizes around those at which work is cut.
enum ConvolutionCases {
    static let all: [(name: String, sizes: ConvolutionSizes)] = [
        ("plain", sizes(2, 3, 4, (6, 5), kernel: (3, 2))),
        ("same size", sizes(1, 2, 2, (5, 6), kernel: (3, 3), padding: (1, 1))),
        ("same size, wide", sizes(2, 1, 1, (4, 9), kernel: (1, 5), padding: (0, 2))),
        ("pointwise", sizes(2, 4, 3, (4, 5), kernel: (1, 1))),
        ("pointwise with stride", sizes(1, 2, 2, (5, 7), kernel: (1, 1), stride: (2, 3))),
        ("pointwise with padding", sizes(1, 2, 2, (3, 3), kernel: (1, 1), padding: (1, 2))),
        ("stride", sizes(2, 2, 3, (7, 8), kernel: (3, 3), stride: (2, 3), padding: (1, 1))),
        ("stride beyond the kernel", sizes(1, 1, 1, (9, 9), kernel: (2, 2), stride: (4, 3))),
        ("dilation", sizes(1, 2, 2, (9, 8), kernel: (3, 2), dilation: (3, 2))),
        (
            "dilation, padding, stride",
            sizes(
                1, 1, 2, (6, 7), kernel: (2, 3), stride: (1, 2), padding: (2, 4), dilation: (2, 3))
        ),
        ("padding beyond the input", sizes(1, 1, 1, (1, 2), kernel: (3, 3), padding: (4, 5))),
        ("groups", sizes(2, 4, 6, (5, 4), kernel: (2, 2), groups: 2)),
        (
            "depthwise",
            sizes(1, 3, 3, (6, 6), kernel: (3, 3), stride: (2, 2), padding: (1, 1), groups: 3)
        ),
        ("nothing", sizes(0, 2, 3, (4, 4), kernel: (3, 3))),
        ("many images", sizes(9, 8, 24, (14, 13), kernel: (3, 3), padding: (1, 1))),
        ("one large image", sizes(1, 3, 8, (90, 80), kernel: (5, 5), stride: (2, 2))),
        ("large and pointwise", sizes(2, 24, 40, (30, 31), kernel: (1, 1))),
        (
            "large, in groups",
            sizes(2, 32, 32, (20, 21), kernel: (3, 3), padding: (1, 1), groups: 4)
        ),
        (
            "rows of whole vectors",
            sizes(2, 4, 100, (18, 32), kernel: (3, 3), stride: (2, 2), padding: (1, 1))
        ),
        ("many terms", sizes(1, 70, 5, (6, 32), kernel: (3, 3), padding: (1, 1))),
    ]

    static func sizes(
        _ images: Int, _ channels: Int, _ outputs: Int, _ size: (Int, Int),
        kernel: (Int, Int), stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
        dilation: (Int, Int) = (1, 1), groups: Int = 1
    ) -> ConvolutionSizes {
        func span(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int
        {
            (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1
        }
        return ConvolutionSizes(
            images: images, channels: channels, outputChannels: outputs, size: size,
            kernel: kernel,
            output: (
                span(size.0, kernel.0, stride.0, padding.0, dilation.0),
                span(size.1, kernel.1, stride.1, padding.1, dilation.1)
            ), stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
}

struct ConvolutionSizesTests {
    @Test func productsOfSizes() {
        let sizes = ConvolutionCases.sizes(2, 4, 6, (5, 4), kernel: (2, 3), groups: 2)
        #expect(sizes.taps == 6 && sizes.depth == 12)
        #expect(sizes.outputHeight == 4 && sizes.outputWidth == 2)
        #expect(sizes.work == 2 * 6 * 12 * 8)
    }

    @Test func onlyUnitStepsWithoutPaddingArePointwise() {
        let pointwise = ConvolutionCases.all.filter(\.sizes.isPointwise).map(\.name)
        #expect(pointwise == ["pointwise", "large and pointwise"])
    }
}
