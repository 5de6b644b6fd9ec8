import Layers

/// x + sin²(αx) / α, with an α of its own for each feature, that is learnt.
///
/// Shape: [..., features] → the same; alpha [features].
///
/// Source: Ziyin, Hartwig and Ueda 2020, "Neural networks fail to learn periodic functions and how
/// to fix it", equation 3; our `alpha` is their a.
public final class Snake: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The size of the last axis.
        public var features: Int
        /// Where α starts, above 0.
        public var alpha: Double

        public init(features: Int, alpha: Double = 1) {
            self.features = features
            self.alpha = alpha
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            features = try container.decode(Int.self, forKey: .features)
            alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? 1
        }
    }

    public static let layerName = "Snake"
    public let configuration: Configuration

    /// α, [features].
    @Parameter public var alpha: Tensor

    /// - Throws: `TensorError` when there are no features, or α is not a finite number above 0.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        let start = configuration.alpha
        guard configuration.features > 0, start > 0, start.isFinite else {
            throw TensorError(
                .value, Self.layerName, expected: "at least 1 feature and a finite alpha above 0",
                got: "\(configuration.features) and \(start)")
        }
        self.configuration = configuration
        alpha = try .full([configuration.features], start)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input + (input * alpha).squaredSine() / alpha
    }
}
