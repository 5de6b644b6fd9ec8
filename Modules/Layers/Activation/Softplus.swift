/// log(1 + e^(βx)) / β, and x where βx exceeds a threshold.
///
/// Shape: any → the same.
public final class Softplus: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// β: how sharp the bend is.
        public var beta: Double
        /// Above which βx the function is taken to be x.
        public var threshold: Double

        public init(beta: Double = 1, threshold: Double = 20) {
            self.beta = beta
            self.threshold = threshold
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            beta = try container.decodeIfPresent(Double.self, forKey: .beta) ?? 1
            threshold = try container.decodeIfPresent(Double.self, forKey: .threshold) ?? 20
        }
    }

    public static let layerName = "Softplus"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer with its options.
    public convenience init(beta: Double = 1, threshold: Double = 20) {
        self.init(Configuration(beta: beta, threshold: threshold))
    }

    public var function: any ElementwiseUnary {
        Autograd.Softplus(beta: configuration.beta, threshold: configuration.threshold)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        input.softplus(beta: configuration.beta, threshold: configuration.threshold)
    }
}

extension Softplus {
    public static var samples: [LayerSample<Softplus>] {
        get throws {
            [
                try LayerSample("default", Configuration(), shape: [2, 3]),
                try LayerSample("beta", Configuration(beta: 2.5), shape: [5]),
            ]
        }
    }
}
