/// One axis as several, whose sizes multiply to it; one size may be −1.
///
/// Shape: [n, b · c, d] → [n, b, c, d] with dim 1 and `unflattenedSize` [b, c].
///
/// Source: PyTorch 2.13, `torch.nn.Unflatten`.
public final class Unflatten: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The axis.
        public var dim: Int
        /// The sizes that it gets.
        public var unflattenedSize: [Int]

        public init(dim: Int, unflattenedSize: [Int]) {
            self.dim = dim
            self.unflattenedSize = unflattenedSize
        }
    }

    public static let layerName = "Unflatten"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer that splits an axis.
    public convenience init(dim: Int, _ unflattenedSize: [Int]) {
        self.init(Configuration(dim: dim, unflattenedSize: unflattenedSize))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.unflatten(dim: configuration.dim, Shape(configuration.unflattenedSize))
    }
}

extension Unflatten {
    public static var samples: [LayerSample<Unflatten>] {
        get throws {
            [
                try LayerSample(
                    "two", Configuration(dim: 1, unflattenedSize: [2, 3]), shape: [2, 6],
                    refusing: [[6], [2, 5]]),
                try LayerSample(
                    "one open", Configuration(dim: -1, unflattenedSize: [-1, 2]), shape: [2, 4]),
            ]
        }
    }
}
