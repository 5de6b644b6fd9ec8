/// x above 0, α (eˣ − 1) below.
///
/// Shape: any → the same.
public final class ELU: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// α.
        public var alpha: Double

        public init(alpha: Double = 1) {
            self.alpha = alpha
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? 1
        }
    }

    public static let layerName = "ELU"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer with its options.
    public convenience init(_ alpha: Double = 1) {
        self.init(Configuration(alpha: alpha))
    }

    public var function: any ElementwiseUnary { Autograd.ELU(alpha: configuration.alpha) }

    public func forward(_ input: Tensor) throws -> Tensor {
        input.elu(alpha: configuration.alpha)
    }
}

extension ELU {
    public static var samples: [LayerSample<ELU>] {
        get throws {
            [
                try LayerSample("default", Configuration(), shape: [2, 3]),
                try LayerSample("alpha", Configuration(alpha: 0.3), shape: [5]),
            ]
        }
    }
}
