/// x where |x| exceeds λ, else 0.
///
/// Shape: any → the same.
public final class Hardshrink: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// λ.
        public var lambd: Double

        public init(lambd: Double = 0.5) {
            self.lambd = lambd
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            lambd = try container.decodeIfPresent(Double.self, forKey: .lambd) ?? 0.5
        }
    }

    public static let layerName = "Hardshrink"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer with its options.
    public convenience init(_ lambd: Double = 0.5) {
        self.init(Configuration(lambd: lambd))
    }

    public var function: any ElementwiseUnary { Autograd.Hardshrink(lambd: configuration.lambd) }

    public func forward(_ input: Tensor) throws -> Tensor {
        input.hardshrink(lambd: configuration.lambd)
    }
}

extension Hardshrink {
    public static var samples: [LayerSample<Hardshrink>] {
        get throws {
            [
                LayerSample(
                    "default", Configuration(),
                    input: try Samples.values([2, 3], in: -2...2, avoiding: [-0.5, 0.5])),
                LayerSample(
                    "wide", Configuration(lambd: 1),
                    input: try Samples.values([5], in: -2...2, avoiding: [-1, 1])),
            ]
        }
    }
}
