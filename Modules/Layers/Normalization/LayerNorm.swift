/// (x − mean) / √(variance + ε) · weight + bias, with mean and (biased) variance over the last axes
/// of each element of the others.
///
/// Shape: [..., normalizedShape] → the same; weight and bias have `normalizedShape`.
///
/// Source: Ba, Kiros and Hinton 2016, "Layer normalization", equation 4.
public final class LayerNorm: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// The sizes of the axes to normalise over, which are the last.
        public var normalizedShape: [Int]
        /// ε.
        public var eps: Double
        /// Whether there are a weight and a bias.
        public var elementwiseAffine: Bool
        /// Whether there is a bias beside the weight.
        public var bias: Bool

        public init(
            normalizedShape: [Int], eps: Double = 1e-5, elementwiseAffine: Bool = true,
            bias: Bool = true
        ) {
            self.normalizedShape = normalizedShape
            self.eps = eps
            self.elementwiseAffine = elementwiseAffine
            self.bias = bias
        }

        /// Reads options; `normalizedShape` is a list, or a number for one axis.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            normalizedShape = try container.decodeSizes(forKey: .normalizedShape)
            eps = try container.decodeIfPresent(Double.self, forKey: .eps) ?? 1e-5
            elementwiseAffine =
                try container.decodeIfPresent(Bool.self, forKey: .elementwiseAffine) ?? true
            bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
        }
    }

    public static let layerName = "LayerNorm"
    public let configuration: Configuration
    /// The scale, `normalizedShape`, or nil; starts as 1.
    public let weight: Parameter?
    /// The shift, `normalizedShape`, or nil; starts as 0.
    public let bias: Parameter?
    private let shape: Shape

    /// - Throws: ``TensorError`` when there is no axis, a size is not positive or ε is negative.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        let sizes = configuration.normalizedShape
        guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                .value, Self.layerName, expected: "a normalizedShape of sizes of at least 1",
                got: "\(sizes)")
        }
        try configuration.eps.requireEpsilon(Self.layerName)
        self.configuration = configuration
        shape = Shape(sizes)
        let isAffine = configuration.elementwiseAffine
        weight = isAffine ? Parameter(try .ones(shape)) : nil
        bias = isAffine && configuration.bias ? Parameter(try .zeros(shape)) : nil
    }

    /// A layer over axes of the given sizes: `LayerNorm([768])`.
    ///
    /// - Throws: ``TensorError`` when there is no axis, a size is not positive or ε is negative.
    public convenience init(
        _ normalizedShape: [Int], eps: Double = 1e-5, elementwiseAffine: Bool = true,
        bias: Bool = true
    ) throws {
        try self.init(
            Configuration(
                normalizedShape: normalizedShape, eps: eps, elementwiseAffine: elementwiseAffine,
                bias: bias))
    }

    /// A layer over the last axis: `LayerNorm(768)`.
    ///
    /// - Throws: ``TensorError`` when the size is not positive or ε is negative.
    public convenience init(
        _ size: Int, eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true
    ) throws {
        try self.init([size], eps: eps, elementwiseAffine: elementwiseAffine, bias: bias)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.layerNorm(
            shape, weight: weight?.value, bias: bias?.value, eps: configuration.eps)
    }
}

extension LayerNorm {
    public static var samples: [LayerSample<LayerNorm>] {
        get throws {
            [
                try LayerSample(
                    "last axis", Configuration(normalizedShape: [4]), shape: [3, 4],
                    refusing: [[4, 3], [3], []]),
                try LayerSample(
                    "two axes", Configuration(normalizedShape: [2, 3]), shape: [2, 2, 3],
                    refusing: [[2, 3, 2], [3]]),
                try LayerSample(
                    "no bias", Configuration(normalizedShape: [4], bias: false), shape: [3, 4]),
                try LayerSample(
                    "plain", Configuration(normalizedShape: [4], elementwiseAffine: false),
                    shape: [3, 4]),
            ]
        }
    }
}
