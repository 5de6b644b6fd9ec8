/// The sizes and options of a two-dimensional convolution, checked by whoever makes them.
///
/// Input [images, channels, height, width], weight [outputChannels, channels / groups,
/// kernelHeight, kernelWidth], output [images, outputChannels, outputHeight, outputWidth].
public struct ConvolutionSizes: Sendable, Hashable {
    /// How many images there are.
    public var images: Int
    /// Channels of input and output.
    public var channels, outputChannels: Int
    /// Rows and columns of the input.
    public var height, width: Int
    /// Rows and columns of the kernel.
    public var kernelHeight, kernelWidth: Int
    /// Rows and columns of the output.
    public var outputHeight, outputWidth: Int
    /// Rows and columns from one window to the next.
    public var strideHeight, strideWidth: Int
    /// Rows and columns of zeros on each side of the input.
    public var paddingHeight, paddingWidth: Int
    /// Rows and columns from one element of the kernel to the next.
    public var dilationHeight, dilationWidth: Int
    /// Groups of channels, each of which sees its own input channels only.
    public var groups: Int

    public init(
        images: Int, channels: Int, outputChannels: Int, size: (height: Int, width: Int),
        kernel: (height: Int, width: Int), output: (height: Int, width: Int),
        stride: (height: Int, width: Int), padding: (height: Int, width: Int),
        dilation: (height: Int, width: Int), groups: Int
    ) {
        (self.images, self.channels, self.outputChannels) = (images, channels, outputChannels)
        (height, width) = size
        (kernelHeight, kernelWidth) = kernel
        (outputHeight, outputWidth) = output
        (strideHeight, strideWidth) = stride
        (paddingHeight, paddingWidth) = padding
        (dilationHeight, dilationWidth) = dilation
        self.groups = groups
    }

    /// Channels of the input that a group sees.
    var groupChannels: Int { channels / groups }
    /// Channels of the output that a group gives.
    var groupOutputs: Int { outputChannels / groups }
    /// Elements of the kernel.
    package var taps: Int { kernelHeight * kernelWidth }
    /// Elements that an element of the output is a sum over.
    package var depth: Int { groupChannels * taps }
    /// Elements of a channel of the input.
    var plane: Int { height * width }
    /// Elements of a channel of the output.
    var outputPlane: Int { outputHeight * outputWidth }

    /// Whether the lowered input is the input itself.
    package var isPointwise: Bool {
        taps == 1 && strideHeight == 1 && strideWidth == 1 && paddingHeight == 0
            && paddingWidth == 0
    }

    /// Multiply-adds in all.
    package var work: Int { images * outputChannels * depth * outputPlane }

    /// Multiply-adds below which one thread does all, as for a matrix product.
    static let threadingThreshold = 1 << 19

    /// Blocks to have at least, so that as many threads find work, when there is enough of it.
    var wantedBlocks: Int { work > Self.threadingThreshold ? 8 : 1 }

    /// The rows of the output that a block holds: its lowered input takes up to 256 KiB, so that it
    /// stays in the cache, but has 128 columns at least, so that the weights are not read too often.
    package func rowsPerBlock(_ byteCount: Int) -> Int {
        let columns = max(262_144 / max(depth * byteCount, 1), 128)
        let rows = min(max(columns / max(outputWidth, 1), 1), outputHeight)
        let perImage = (wantedBlocks + max(images * groups, 1) - 1) / max(images * groups, 1)
        let blocks = min(outputHeight, max((outputHeight + rows - 1) / rows, perImage))
        return (outputHeight + blocks - 1) / blocks
    }

    /// For one tap, the columns of the output whose input column is not padding.
    package func columns(_ kernelColumn: Int) -> Range<Int> {
        let offset = kernelColumn * dilationWidth - paddingWidth
        let first = offset >= 0 ? 0 : (strideWidth - 1 - offset) / strideWidth
        let end = width > offset ? (width - offset + strideWidth - 1) / strideWidth : 0
        return min(first, outputWidth)..<min(max(first, end), outputWidth)
    }
}
