/// Channels spread over blocks of pixels: images grow by `upscaleFactor`.
///
/// Shape: [..., channels · r², height, width] → [..., channels, height · r, width · r], r =
/// `upscaleFactor`.
///
/// Source: Shi et al. 2016, "Real-time single image and video super-resolution"; PyTorch 2.13,
/// `torch.nn.PixelShuffle`.
public final class PixelShuffle: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// By how much height and width grow.
        public var upscaleFactor: Int

        public init(upscaleFactor: Int) { self.upscaleFactor = upscaleFactor }
    }

    public static let layerName = "PixelShuffle"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.upscaleFactor.require(atLeast: 1, "upscaleFactor", Self.layerName)
        self.configuration = configuration
    }

    /// A layer that makes images larger by a factor.
    ///
    /// - Throws: ``TensorError`` when the option is out of range.
    public convenience init(_ upscaleFactor: Int) throws {
        try self.init(Configuration(upscaleFactor: upscaleFactor), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.pixelShuffle(configuration.upscaleFactor)
    }
}

extension PixelShuffle {
    public static var samples: [LayerSample<PixelShuffle>] {
        get throws {
            [
                try LayerSample(
                    "2", Configuration(upscaleFactor: 2), shape: [1, 4, 2, 3],
                    refusing: [[4, 2], [1, 3, 2, 2]]),
                try LayerSample("1", Configuration(upscaleFactor: 1), shape: [2, 2, 2]),
            ]
        }
    }
}
