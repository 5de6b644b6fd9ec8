/// exp(x) / Σ exp(x) along an axis.
///
/// Shape: any → the same.
public final class Softmax: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The axis along which outputs add up to 1.
        public var dim: Int

        public init(dim: Int = -1) {
            self.dim = dim
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            dim = try container.decodeIfPresent(Int.self, forKey: .dim) ?? -1
        }
    }

    public static let layerName = "Softmax"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer over an axis.
    public convenience init(dim: Int = -1) {
        self.init(Configuration(dim: dim))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.softmax(dim: configuration.dim)
    }
}

extension Softmax {
    public static var samples: [LayerSample<Softmax>] {
        get throws {
            [
                try LayerSample("last axis", Configuration(), shape: [2, 3]),
                try LayerSample(
                    "first axis", Configuration(dim: 0), shape: [3, 2]),
                try LayerSample(
                    "third axis", Configuration(dim: 2), shape: [2, 2, 3], refusing: [[2, 3]]),
            ]
        }
    }
}
