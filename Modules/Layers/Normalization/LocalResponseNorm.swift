/// x / (k + α mean(x²))^β, the mean over a window of `size` neighbouring channels.
///
/// Shape: [n, channels, ...] → the same.
///
/// Source: Krizhevsky, Sutskever, Hinton 2012, "ImageNet classification with deep convolutional
/// neural networks", section 3.3, with α for n α; PyTorch 2.13, `torch.nn.LocalResponseNorm`.
public final class LocalResponseNorm: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Channels of a window.
        public var size: Int
        /// The weight of the mean.
        public var alpha: Double
        /// The exponent.
        public var beta: Double
        /// What is added to the mean.
        public var k: Double

        public init(size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1) {
            self.size = size
            self.alpha = alpha
            self.beta = beta
            self.k = k
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            size = try container.decode(Int.self, forKey: .size)
            alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? 1e-4
            beta = try container.decodeIfPresent(Double.self, forKey: .beta) ?? 0.75
            k = try container.decodeIfPresent(Double.self, forKey: .k) ?? 1
        }
    }

    public static let layerName = "LocalResponseNorm"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the size is not positive.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        try configuration.size.require(atLeast: 1, "size", Self.layerName)
        self.configuration = configuration
    }

    /// A layer over windows of `size` channels.
    ///
    /// - Throws: ``TensorError`` when the size is not positive.
    public convenience init(
        _ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1
    ) throws {
        try self.init(Configuration(size: size, alpha: alpha, beta: beta, k: k))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.localResponseNorm(
            configuration.size, alpha: configuration.alpha, beta: configuration.beta,
            k: configuration.k)
    }
}

extension LocalResponseNorm {
    public static var samples: [LayerSample<LocalResponseNorm>] {
        get throws {
            [
                try LayerSample(
                    "default", Configuration(size: 2), shape: [1, 3, 2], refusing: [[3, 2], [3]]),
                try LayerSample(
                    "steep", Configuration(size: 3, alpha: 2, beta: 1.5, k: 0.5),
                    shape: [1, 4, 1, 2]),
            ]
        }
    }
}
