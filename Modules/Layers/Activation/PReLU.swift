/// x above 0, weight · x below: a leaky ReLU whose slopes are learned.
///
/// Shape: [n, numParameters, ...], or any with one parameter → the same.
///
/// Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", equation 1.
public final class PReLU: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// How many slopes there are: 1 for all, or one for each channel.
        public var numParameters: Int
        /// What they start as.
        public var start: Double

        private enum CodingKeys: String, CodingKey {
            case numParameters
            // As PyTorch calls it.
            case start = "init"
        }

        public init(numParameters: Int = 1, init start: Double = 0.25) {
            self.numParameters = numParameters
            self.start = start
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            numParameters = try container.decodeIfPresent(Int.self, forKey: .numParameters) ?? 1
            start = try container.decodeIfPresent(Double.self, forKey: .start) ?? 0.25
        }
    }

    public static let layerName = "PReLU"
    public let configuration: Configuration
    /// The slopes, [numParameters].
    public let weight: Parameter

    /// - Throws: ``TensorError`` when `numParameters` is not positive.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        guard configuration.numParameters > 0 else {
            throw TensorError(
                .value, Self.layerName, expected: "a positive numParameters",
                got: "\(configuration.numParameters)")
        }
        self.configuration = configuration
        weight = Parameter(try .full([configuration.numParameters], configuration.start))
    }

    /// A layer with one slope for all, or one for each channel.
    ///
    /// - Throws: ``TensorError`` when `numParameters` is not positive.
    public convenience init(_ numParameters: Int = 1, init start: Double = 0.25) throws {
        try self.init(Configuration(numParameters: numParameters, init: start))
    }

    public func forward(_ input: Tensor) throws -> Tensor { try input.prelu(weight: weight.value) }
}

extension PReLU {
    public static var samples: [LayerSample<PReLU>] {
        get throws {
            [
                try LayerSample("one for all", Configuration(), shape: [2, 3]),
                try LayerSample(
                    "channels", Configuration(numParameters: 3, init: 0.1), shape: [2, 3, 2],
                    refusing: [[2, 2, 3], [3]]),
            ]
        }
    }
}
