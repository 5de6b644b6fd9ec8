/// x above a threshold, else a value.
///
/// Shape: any → the same.
public final class Threshold: ConfigurableLayer, ElementwiseLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// What x must exceed to stay.
        public var threshold: Double
        /// What becomes of the others.
        public var value: Double

        public init(threshold: Double, value: Double) {
            self.threshold = threshold
            self.value = value
        }
    }

    public static let layerName = "Threshold"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer with a threshold, and a value for what does not exceed it.
    public convenience init(_ threshold: Double, _ value: Double) {
        self.init(Configuration(threshold: threshold, value: value))
    }

    public var function: any ElementwiseUnary {
        Autograd.Threshold(configuration.threshold, value: configuration.value)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        input.threshold(configuration.threshold, value: configuration.value)
    }
}

extension Threshold {
    public static var samples: [LayerSample<Threshold>] {
        get throws {
            [
                try LayerSample("zero", Configuration(threshold: 0, value: -1), shape: [2, 3]),
                LayerSample(
                    "a quarter", Configuration(threshold: 0.25, value: 0),
                    input: try Samples.values([5], in: -2...2, avoiding: [0.25])),
            ]
        }
    }
}
