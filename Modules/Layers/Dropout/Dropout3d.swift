/// In training, whole channels are set to 0 with probability p and the others scaled by 1/(1 − p);
/// in evaluation nothing changes.
///
/// Shape: [n, channels, depth, height, width] or [channels, depth, height, width] → the same.
///
/// Source: Tompson et al. 2015, "Efficient object localization using convolutional networks",
/// section 3.2; PyTorch 2.13, `torch.nn.Dropout3d`.
public final class Dropout3d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public typealias Configuration = Dropout.Configuration

    public static let layerName = "Dropout3d"
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
        guard (4...5).contains(input.rank) else {
            throw TensorError(
                .shape, Self.layerName,
                expected: "[n, channels, depth, height, width], or without n",
                got: "\(input.shape)", inputs: [input])
        }
        return isTraining
            ? try input.featureDropout(
                p: configuration.p, isBatched: input.rank == 5, generator: generator) : input
    }
}

extension Dropout3d {
    public static var samples: [LayerSample<Dropout3d>] {
        get throws {
            [
                try LayerSample(
                    "volumes", Configuration(p: 0.4), shape: [3, 4, 1, 2, 1],
                    refusing: [[3], [2, 2, 2]]),
                try LayerSample("one volume", Configuration(p: 0.2), shape: [6, 1, 2, 1]),
            ]
        }
    }
}
