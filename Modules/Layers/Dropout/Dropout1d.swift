/// In training, whole channels are set to 0 with probability p and the others scaled by 1/(1 − p);
/// in evaluation nothing changes.
///
/// Shape: [n, channels, length] or [channels, length] → the same.
///
/// Source: Tompson et al. 2015, "Efficient object localization using convolutional networks",
/// section 3.2; PyTorch 2.13, `torch.nn.Dropout1d`.
public final class Dropout1d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public typealias Configuration = Dropout.Configuration

    public static let layerName = "Dropout1d"
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
        guard (2...3).contains(input.rank) else {
            throw TensorError(
                .shape, Self.layerName, expected: "[n, channels, length] or [channels, length]",
                got: "\(input.shape)", inputs: [input])
        }
        return isTraining
            ? try input.featureDropout(
                p: configuration.p, isBatched: input.rank == 3, generator: generator) : input
    }
}

extension Dropout1d {
    public static var samples: [LayerSample<Dropout1d>] {
        get throws {
            [
                try LayerSample(
                    "sequences", Configuration(p: 0.4), shape: [3, 4, 2],
                    refusing: [[3], [1, 2, 2, 2]]),
                try LayerSample("one sequence", Configuration(p: 0.2), shape: [6, 2]),
            ]
        }
    }
}
