/// x above 0, slope · x below: in training with a random slope for each element, in evaluation with
/// the middle one.
///
/// Shape: any → the same.
///
/// Source: Xu, Wang, Chen and Li 2015, "Empirical evaluation of rectified activations in
/// convolutional network", section 2.4.
public final class RReLU: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The least slope.
        public var lower: Double
        /// The greatest slope.
        public var upper: Double

        public init(lower: Double = 1.0 / 8, upper: Double = 1.0 / 3) {
            self.lower = lower
            self.upper = upper
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            lower = try container.decodeIfPresent(Double.self, forKey: .lower) ?? 1.0 / 8
            upper = try container.decodeIfPresent(Double.self, forKey: .upper) ?? 1.0 / 3
        }
    }

    public static let layerName = "RReLU"
    public let configuration: Configuration
    private let generator: Generator

    /// Whether slopes are random.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when `lower` is greater than `upper`, or either is not finite.
    public init(_ configuration: Configuration, generator: Generator) throws {
        let (lower, upper) = (configuration.lower, configuration.upper)
        guard lower <= upper, lower.isFinite, upper.isFinite else {
            throw TensorError(
                .value, Self.layerName, expected: "finite slopes, lower at most upper",
                got: "\(lower) and \(upper)")
        }
        self.configuration = configuration
        self.generator = generator
    }

    /// A layer with slopes between `lower` and `upper`.
    ///
    /// - Parameter generator: Where slopes come from.
    /// - Throws: ``TensorError`` when `lower` is greater than `upper`, or either is not finite.
    public convenience init(
        _ lower: Double = 1.0 / 8, _ upper: Double = 1.0 / 3, generator: Generator = .default
    ) throws {
        try self.init(Configuration(lower: lower, upper: upper), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.rrelu(
            lower: configuration.lower, upper: configuration.upper, training: isTraining,
            generator: generator)
    }
}
