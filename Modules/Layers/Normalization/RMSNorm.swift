/// x / √(mean(x²) + ε) · weight, with the mean over the last axes of each element of the others.
///
/// Shape: [..., normalizedShape] → the same; the weight has `normalizedShape`.
///
/// Source: Zhang and Sennrich 2019, "Root mean square layer normalization", equation 4; PyTorch
/// 2.13, `torch.nn.RMSNorm`.
public final class RMSNorm: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// The sizes of the axes to normalise over, which are the last.
        public var normalizedShape: [Int]
        /// ε; nil is the distance from 1 to the next number of the type that is computed in.
        public var eps: Double?
        /// Whether there is a weight.
        public var elementwiseAffine: Bool

        public init(
            normalizedShape: [Int], eps: Double? = nil, elementwiseAffine: Bool = true
        ) {
            self.normalizedShape = normalizedShape
            self.eps = eps
            self.elementwiseAffine = elementwiseAffine
        }

        /// Reads options; `normalizedShape` is a list, or a number for one axis.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            normalizedShape = try container.decodeSizes(forKey: .normalizedShape)
            eps = try container.decodeIfPresent(Double.self, forKey: .eps)
            elementwiseAffine =
                try container.decodeIfPresent(Bool.self, forKey: .elementwiseAffine) ?? true
        }
    }

    public static let layerName = "RMSNorm"
    public let configuration: Configuration
    /// The scale, `normalizedShape`, or nil; starts as 1.
    public let weight: Parameter?
    private let shape: Shape

    /// - Throws: ``TensorError`` when there is no axis, a size is not positive or ε is negative.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        let sizes = configuration.normalizedShape
        guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else {
            throw TensorError(
                .value, Self.layerName, expected: "a normalizedShape of sizes of at least 1",
                got: "\(sizes)")
        }
        try configuration.eps?.requireEpsilon(Self.layerName)
        self.configuration = configuration
        shape = Shape(sizes)
        weight = configuration.elementwiseAffine ? Parameter(try .ones(shape)) : nil
    }

    /// A layer over axes of the given sizes: `RMSNorm([768])`.
    ///
    /// - Throws: ``TensorError`` when there is no axis, a size is not positive or ε is negative.
    public convenience init(
        _ normalizedShape: [Int], eps: Double? = nil, elementwiseAffine: Bool = true
    ) throws {
        try self.init(
            Configuration(
                normalizedShape: normalizedShape, eps: eps, elementwiseAffine: elementwiseAffine))
    }

    /// A layer over the last axis: `RMSNorm(768)`.
    ///
    /// - Throws: ``TensorError`` when the size is not positive or ε is negative.
    public convenience init(
        _ size: Int, eps: Double? = nil, elementwiseAffine: Bool = true
    ) throws {
        try self.init([size], eps: eps, elementwiseAffine: elementwiseAffine)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.rmsNorm(shape, weight: weight?.value, eps: configuration.eps)
    }
}

extension RMSNorm {
    public static var samples: [LayerSample<RMSNorm>] {
        get throws {
            [
                try LayerSample(
                    "last axis", Configuration(normalizedShape: [4]), shape: [3, 4],
                    refusing: [[4, 3], [3], []]),
                try LayerSample(
                    "two axes, plain",
                    Configuration(normalizedShape: [2, 3], eps: 1e-3, elementwiseAffine: false),
                    shape: [2, 2, 3]),
            ]
        }
    }
}
