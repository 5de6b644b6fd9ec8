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
    package var groupChannels: Int { channels / groups }
    /// Channels of the output that a group gives.
    package var groupOutputs: Int { outputChannels / groups }
    /// Elements of the kernel.
    package var taps: Int { kernelHeight * kernelWidth }
    /// Elements that an element of the output is a sum over.
    package var depth: Int { groupChannels * taps }
    /// Elements of a channel of the input.
    package var plane: Int { height * width }
    /// Elements of a channel of the output.
    package var outputPlane: Int { outputHeight * outputWidth }

    /// Whether the lowered input is the input itself.
    package var isPointwise: Bool {
        taps == 1 && strideHeight == 1 && strideWidth == 1 && paddingHeight == 0
            && paddingWidth == 0 && outputHeight == height && outputWidth == width
    }

    /// Multiply-adds in all.
    package var work: Int { images * outputChannels * depth * outputPlane }

    /// Multiply-adds below which one thread does all, as for a matrix product.
    static let threadingThreshold = 1 << 19
}
