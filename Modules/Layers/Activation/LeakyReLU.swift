/// x above 0, slope · x below.
///
/// Shape: any → the same.
public final class LeakyReLU: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The slope below 0.
        public var negativeSlope: Double

        public init(negativeSlope: Double = 0.01) {
            self.negativeSlope = negativeSlope
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            negativeSlope =
                try container.decodeIfPresent(Double.self, forKey: .negativeSlope) ?? 0.01
        }
    }

    public static let layerName = "LeakyReLU"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer with a slope below 0.
    public convenience init(_ negativeSlope: Double = 0.01) {
        self.init(Configuration(negativeSlope: negativeSlope))
    }

    public var function: any ElementwiseUnary { Autograd.LeakyReLU(configuration.negativeSlope) }

    public func forward(_ input: Tensor) throws -> Tensor {
        input.leakyRelu(configuration.negativeSlope)
    }
}

extension LeakyReLU {
    public static var samples: [LayerSample<LeakyReLU>] {
        get throws {
            [
                try LayerSample("default", Configuration(), shape: [2, 3]),
                try LayerSample("steep", Configuration(negativeSlope: 0.3), shape: [5]),
            ]
        }
    }
}
