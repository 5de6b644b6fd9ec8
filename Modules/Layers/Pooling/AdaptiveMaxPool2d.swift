/// The largest number of each of `outputSize` windows that share rows and columns.
///
/// Shape: [n, channels, height, width] → [n, channels, outputHeight, outputWidth]; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.AdaptiveMaxPool2d`.
public final class AdaptiveMaxPool2d: ConfigurableLayer, Sendable {
    public typealias Configuration = AdaptivePoolConfiguration<AdaptiveSize2>

    public static let layerName = "AdaptiveMaxPool2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
    }

    /// A layer with an output of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(_ outputSize: Size2) throws {
        try self.init(outputSize.height, outputSize.width)
    }

    /// A layer with an output of a size, of which nil is the input's own.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(_ height: Int?, _ width: Int?) throws {
        try self.init(Configuration(outputSize: AdaptiveSize2(height, width)), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.adaptiveMaxPool2d(configuration.outputSize.height, configuration.outputSize.width)
    }
}

extension AdaptiveMaxPool2d {
    public static var samples: [LayerSample<AdaptiveMaxPool2d>] {
        get throws {
            [
                try LayerSample(
                    "shares", Configuration(outputSize: AdaptiveSize2(3, 2)), shape: [1, 2, 5, 3],
                    refusing: [[4, 4], [1, 2, 0, 3]]),
                try LayerSample("whole images", Configuration(outputSize: 1), shape: [2, 4, 3]),
                try LayerSample(
                    "rows alone", Configuration(outputSize: AdaptiveSize2(2, nil)),
                    shape: [1, 2, 4, 3], refusing: [[2, 3], [1, 2, 4, 0]]),
            ]
        }
    }
}
