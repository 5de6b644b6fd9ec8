/// e⁻ˣ / Σ e⁻ˣ along an axis: softmax of the negated input.
///
/// Shape: any → the same.
public final class Softmin: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The axis.
        public var dim: Int

        public init(dim: Int = -1) {
            self.dim = dim
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            dim = try container.decodeIfPresent(Int.self, forKey: .dim) ?? -1
        }
    }

    public static let layerName = "Softmin"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer with its options.
    public convenience init(dim: Int = -1) {
        self.init(Configuration(dim: dim))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try (-input).softmax(dim: configuration.dim)
    }
}

extension Softmin {
    public static var samples: [LayerSample<Softmin>] {
        get throws {
            [
                try LayerSample("last axis", Configuration(), shape: [2, 3]),
                try LayerSample("first axis", Configuration(dim: 0), shape: [3, 2]),
            ]
        }
    }
}
