/// x · Φ(x), or its tanh form.
///
/// Shape: any → the same.
public final class GELU: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// How Φ is computed.
        public var approximate: GELUApproximation

        public init(approximate: GELUApproximation = .none) {
            self.approximate = approximate
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            approximate =
                try container.decodeIfPresent(GELUApproximation.self, forKey: .approximate) ?? .none
        }
    }

    public static let layerName = "GELU"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer that computes Φ by the error function, or by tanh.
    public convenience init(approximate: GELUApproximation = .none) {
        self.init(Configuration(approximate: approximate))
    }

    public var function: any ElementwiseUnary {
        configuration.approximate == .none ? Autograd.GELU() : GELUTanh()
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        input.gelu(approximate: configuration.approximate)
    }
}

extension GELU {
    public static var samples: [LayerSample<GELU>] {
        get throws {
            [
                try LayerSample("erf", Configuration(), shape: [2, 3]),
                try LayerSample("tanh", Configuration(approximate: .tanh), shape: [5]),
            ]
        }
    }
}
