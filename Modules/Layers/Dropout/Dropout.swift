/// In training, elements are set to 0 with probability p and the others scaled by 1/(1 − p); in
/// evaluation nothing changes.
///
/// Shape: any → the same.
///
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, "Dropout".
public final class Dropout: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The probability of being set to 0.
        public var p: Double

        public init(p: Double = 0.5) { self.p = p }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            p = try container.decodeIfPresent(Double.self, forKey: .p) ?? 0.5
        }

        func validate(_ layer: String) throws(TensorError) {
            guard p >= 0, p <= 1 else {
                throw TensorError(
                    .value, layer, expected: "a probability from 0 to 1", got: "\(p)")
            }
        }
    }

    public static let layerName = "Dropout"
    public let configuration: Configuration
    private let generator: Generator

    /// Whether elements are dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when p lies outside 0...1.
    public init(_ configuration: Configuration, generator: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
        self.generator = generator
    }

    /// A layer that drops with probability `p`.
    ///
    /// - Parameter generator: Where masks come from.
    /// - Throws: ``TensorError`` when p lies outside 0...1.
    public convenience init(_ p: Double = 0.5, generator: Generator = .default) throws {
        try self.init(Configuration(p: p), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        isTraining ? try input.dropout(p: configuration.p, generator: generator) : input
    }
}
