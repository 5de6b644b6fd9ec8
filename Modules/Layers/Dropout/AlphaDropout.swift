/// In training, elements are set to −λα of SELU with probability p, and all scaled and shifted so that
/// numbers with mean 0 and variance 1 keep both; in evaluation nothing changes.
///
/// Shape: any → the same.
///
/// Source: Klambauer et al. 2017, "Self-normalizing neural networks", section 3; PyTorch 2.13,
/// `torch.nn.AlphaDropout`.
public final class AlphaDropout: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public typealias Configuration = Dropout.Configuration

    public static let layerName = "AlphaDropout"
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
        return isTraining
            ? try input.alphaDropout(p: configuration.p, generator: generator) : input
    }
}

extension AlphaDropout {
    public static var samples: [LayerSample<AlphaDropout>] {
        get throws {
            [
                try LayerSample("a matrix", Configuration(p: 0.4), shape: [4, 3]),
                try LayerSample("default", Configuration(), shape: [2, 3, 2]),
            ]
        }
    }
}
