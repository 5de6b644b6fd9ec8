/// The blocks that a kernel sees while it slides over images, each as a column (im2col).
///
/// Shape: [n, channels, height, width] → [n, channels · kernelHeight · kernelWidth, blocks], blocks
/// those of the rows times those of the columns, each
/// ⌊(size + 2 padding − dilation (kernelSize − 1) − 1) / stride⌋ + 1; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.Unfold`.
public final class Unfold: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The size of a block.
        public var kernelSize: Size2
        /// From one element of a block to the next.
        public var dilation: Size2
        /// Zeros on each side.
        public var padding: Size2
        /// From one block to the next.
        public var stride: Size2

        public init(
            kernelSize: Size2, dilation: Size2 = 1, padding: Size2 = 0, stride: Size2 = 1
        ) {
            self.kernelSize = kernelSize
            self.dilation = dilation
            self.padding = padding
            self.stride = stride
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                kernelSize: try container.decode(Size2.self, forKey: .kernelSize),
                dilation: try container.decodeIfPresent(Size2.self, forKey: .dilation) ?? 1,
                padding: try container.decodeIfPresent(Size2.self, forKey: .padding) ?? 0,
                stride: try container.decodeIfPresent(Size2.self, forKey: .stride) ?? 1)
        }
    }

    public static let layerName = "Unfold"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.kernelSize.require(atLeast: 1, "kernelSize", Self.layerName)
        try configuration.dilation.require(atLeast: 1, "dilation", Self.layerName)
        try configuration.padding.require(atLeast: 0, "padding", Self.layerName)
        try configuration.stride.require(atLeast: 1, "stride", Self.layerName)
        self.configuration = configuration
    }

    /// A layer with blocks of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ kernelSize: Size2, dilation: Size2 = 1, padding: Size2 = 0, stride: Size2 = 1
    ) throws {
        try self.init(
            Configuration(
                kernelSize: kernelSize, dilation: dilation, padding: padding, stride: stride),
            generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.unfold(
            kernelSize: configuration.kernelSize, dilation: configuration.dilation,
            padding: configuration.padding, stride: configuration.stride)
    }
}

extension Unfold {
    public static var samples: [LayerSample<Unfold>] {
        get throws {
            [
                try LayerSample(
                    "2×2", Configuration(kernelSize: 2), shape: [1, 2, 3, 4],
                    refusing: [[4, 4], [1, 2, 1, 4]]),
                try LayerSample(
                    "padded", Configuration(kernelSize: Size2(2, 3), padding: 1, stride: 2),
                    shape: [2, 3, 4]),
            ]
        }
    }
}
