/// min(max(x, minVal), maxVal), with the gradient 0 at and beyond the bounds.
///
/// Shape: any → the same.
public final class Hardtanh: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The least value.
        public var minVal: Double
        /// The greatest value.
        public var maxVal: Double

        public init(minVal: Double = -1, maxVal: Double = 1) {
            self.minVal = minVal
            self.maxVal = maxVal
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            minVal = try container.decodeIfPresent(Double.self, forKey: .minVal) ?? -1
            maxVal = try container.decodeIfPresent(Double.self, forKey: .maxVal) ?? 1
        }
    }

    public static let layerName = "Hardtanh"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when `minVal` is greater than `maxVal`, or either is NaN.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        guard configuration.minVal <= configuration.maxVal else {
            throw TensorError(
                .value, Self.layerName, expected: "minVal at most maxVal",
                got: "\(configuration.minVal) and \(configuration.maxVal)")
        }
        self.configuration = configuration
    }

    /// A layer with its options.
    ///
    /// - Throws: ``TensorError`` when `minVal` is greater than `maxVal`, or either is NaN.
    public convenience init(_ minVal: Double = -1, _ maxVal: Double = 1) throws {
        try self.init(Configuration(minVal: minVal, maxVal: maxVal))
    }

    public var function: any ElementwiseUnary {
        Autograd.Hardtanh(minVal: configuration.minVal, maxVal: configuration.maxVal)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.hardtanh(minVal: configuration.minVal, maxVal: configuration.maxVal)
    }
}

extension Hardtanh {
    public static var samples: [LayerSample<Hardtanh>] {
        get throws {
            [
                LayerSample(
                    "default", Configuration(),
                    input: try Samples.values([2, 3], in: -2...2, avoiding: [-1, 1])),
                LayerSample(
                    "other bounds", Configuration(minVal: -0.25, maxVal: 1.5),
                    input: try Samples.values([5], in: -2...2, avoiding: [-0.25, 1.5])),
            ]
        }
    }
}
