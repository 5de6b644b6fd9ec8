/// In training, whole channels are set to −λα of SELU with probability p, and all scaled and shifted
/// so that numbers with mean 0 and variance 1 keep both; in evaluation nothing changes.
///
/// Shape: [n, channels, ...] → the same.
///
/// Source: Klambauer et al. 2017, "Self-normalizing neural networks", section 3; PyTorch 2.13,
/// `torch.nn.FeatureAlphaDropout`.
public final class FeatureAlphaDropout: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public typealias Configuration = Dropout.Configuration

    public static let layerName = "FeatureAlphaDropout"
    public let configuration: Configuration
    private let generator: Generator

    /// Whether anything is dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when p lies outside 0...1.
    public init(_ configuration: Configuration, generator: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
        self.generator = generator
    }

    /// A layer that drops with probability `p`.
    ///
    /// - Parameter generator: Where masks come from.
    /// - Throws: ``TensorError`` when p lies outside 0...1.
    public convenience init(_ p: Double = 0.5, generator: Generator = .default) throws {
        try self.init(Configuration(p: p), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        guard (2...).contains(input.rank) else {
            throw TensorError(
                .shape, Self.layerName, expected: "[n, channels, ...]",
                got: "\(input.shape)", inputs: [input])
        }
        return isTraining
            ? try input.featureAlphaDropout(p: configuration.p, generator: generator) : input
    }
}

extension FeatureAlphaDropout {
    public static var samples: [LayerSample<FeatureAlphaDropout>] {
        get throws {
            [
                try LayerSample(
                    "images", Configuration(p: 0.4), shape: [3, 4, 2, 1], refusing: [[3], []])
            ]
        }
    }
}
