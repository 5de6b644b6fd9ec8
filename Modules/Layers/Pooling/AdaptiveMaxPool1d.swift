/// The largest number of each of `outputSize` windows that share the length.
///
/// Shape: [n, channels, length] → [n, channels, outputSize]; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.AdaptiveMaxPool1d`.
public final class AdaptiveMaxPool1d: ConfigurableLayer, Sendable {
    public typealias Configuration = AdaptivePoolConfiguration<Int>

    public static let layerName = "AdaptiveMaxPool1d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
    }

    /// A layer with an output of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(_ outputSize: Int) throws {
        try self.init(Configuration(outputSize: outputSize), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.adaptiveMaxPool1d(configuration.outputSize)
    }
}

extension AdaptiveMaxPool1d {
    public static var samples: [LayerSample<AdaptiveMaxPool1d>] {
        get throws {
            [
                try LayerSample(
                    "shares", Configuration(outputSize: 3), shape: [1, 2, 5],
                    refusing: [[4], [1, 2, 0]]),
                try LayerSample("one", Configuration(outputSize: 1), shape: [2, 4]),
            ]
        }
    }
}
