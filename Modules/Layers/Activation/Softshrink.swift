/// x moved towards 0 by λ, to 0 where |x| is at most λ.
///
/// Shape: any → the same.
public final class Softshrink: ConfigurableLayer, ElementwiseLayer, Sendable {
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

    public static let layerName = "Softshrink"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when λ is negative or NaN.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        guard configuration.lambd >= 0 else {
            throw TensorError(
                .value, Self.layerName, expected: "a lambd of at least 0",
                got: "\(configuration.lambd)")
        }
        self.configuration = configuration
    }

    /// A layer with its options.
    ///
    /// - Throws: ``TensorError`` when λ is negative or NaN.
    public convenience init(_ lambd: Double = 0.5) throws {
        try self.init(Configuration(lambd: lambd))
    }

    public var function: any ElementwiseUnary { Autograd.Softshrink(lambd: configuration.lambd) }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.softshrink(lambd: configuration.lambd)
    }
}

extension Softshrink {
    public static var samples: [LayerSample<Softshrink>] {
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
