/// Blocks of pixels gathered into channels; ``PixelShuffle`` backwards.
///
/// Shape: [..., channels, height · r, width · r] → [..., channels · r², height, width], r =
/// `downscaleFactor`.
///
/// Source: PyTorch 2.13, `torch.nn.PixelUnshuffle`.
public final class PixelUnshuffle: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// By how much height and width shrink.
        public var downscaleFactor: Int

        public init(downscaleFactor: Int) { self.downscaleFactor = downscaleFactor }
    }

    public static let layerName = "PixelUnshuffle"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.downscaleFactor.require(atLeast: 1, "downscaleFactor", Self.layerName)
        self.configuration = configuration
    }

    /// A layer that makes images smaller by a factor.
    ///
    /// - Throws: ``TensorError`` when the option is out of range.
    public convenience init(_ downscaleFactor: Int) throws {
        try self.init(Configuration(downscaleFactor: downscaleFactor), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.pixelUnshuffle(configuration.downscaleFactor)
    }
}

extension PixelUnshuffle {
    public static var samples: [LayerSample<PixelUnshuffle>] {
        get throws {
            [
                try LayerSample(
                    "2", Configuration(downscaleFactor: 2), shape: [1, 1, 4, 2],
                    refusing: [[4, 2], [1, 1, 3, 2]]),
                try LayerSample("1", Configuration(downscaleFactor: 1), shape: [2, 2, 2]),
            ]
        }
    }
}
