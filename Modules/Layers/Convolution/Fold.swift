/// Images out of blocks, which are added up where they overlap (col2im); ``Unfold`` backwards.
///
/// Shape: [n, channels · kernelHeight · kernelWidth, blocks] → [n, channels, height, width] with
/// the output's height and width; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.Fold`.
public final class Fold: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The size of the images.
        public var outputSize: Size2
        /// The size of a block.
        public var kernelSize: Size2
        /// From one element of a block to the next.
        public var dilation: Size2
        /// What is cut off on each side of the sum.
        public var padding: Size2
        /// From one block to the next.
        public var stride: Size2

        public init(
            outputSize: Size2, kernelSize: Size2, dilation: Size2 = 1, padding: Size2 = 0,
            stride: Size2 = 1
        ) {
            self.outputSize = outputSize
            self.kernelSize = kernelSize
            self.dilation = dilation
            self.padding = padding
            self.stride = stride
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                outputSize: try container.decode(Size2.self, forKey: .outputSize),
                kernelSize: try container.decode(Size2.self, forKey: .kernelSize),
                dilation: try container.decodeIfPresent(Size2.self, forKey: .dilation) ?? 1,
                padding: try container.decodeIfPresent(Size2.self, forKey: .padding) ?? 0,
                stride: try container.decodeIfPresent(Size2.self, forKey: .stride) ?? 1)
        }
    }

    public static let layerName = "Fold"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.outputSize.require(atLeast: 1, "outputSize", Self.layerName)
        try configuration.kernelSize.require(atLeast: 1, "kernelSize", Self.layerName)
        try configuration.dilation.require(atLeast: 1, "dilation", Self.layerName)
        try configuration.padding.require(atLeast: 0, "padding", Self.layerName)
        try configuration.stride.require(atLeast: 1, "stride", Self.layerName)
        self.configuration = configuration
    }

    /// A layer for images of a size and blocks of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ outputSize: Size2, kernelSize: Size2, dilation: Size2 = 1, padding: Size2 = 0,
        stride: Size2 = 1
    ) throws {
        try self.init(
            Configuration(
                outputSize: outputSize, kernelSize: kernelSize, dilation: dilation,
                padding: padding, stride: stride), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.fold(
            outputSize: configuration.outputSize, kernelSize: configuration.kernelSize,
            dilation: configuration.dilation, padding: configuration.padding,
            stride: configuration.stride)
    }
}

extension Fold {
    public static var samples: [LayerSample<Fold>] {
        get throws {
            [
                try LayerSample(
                    "2×2", Configuration(outputSize: 3, kernelSize: 2), shape: [1, 8, 4],
                    refusing: [[1, 8, 5], [1, 7, 4], [4]]),
                try LayerSample(
                    "padded",
                    Configuration(outputSize: Size2(3, 4), kernelSize: 2, padding: 1, stride: 2),
                    shape: [4, 6]),
            ]
        }
    }
}
