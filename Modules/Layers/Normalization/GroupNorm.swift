/// (x − mean) / √(variance + ε) · weight + bias, with mean and (biased) variance over each of
/// `numGroups` groups of channels of each element of the batch.
///
/// Shape: [n, channels, ...] → the same; weight and bias [channels].
///
/// Source: Wu and He 2018, "Group normalization"; PyTorch 2.13, `torch.nn.GroupNorm`.
public final class GroupNorm: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// How many groups there are; they divide the channels.
        public var numGroups: Int
        /// The number of channels.
        public var numChannels: Int
        /// ε, added to the variance.
        public var eps: Double
        /// Whether there are a weight and a bias.
        public var affine: Bool

        public init(numGroups: Int, numChannels: Int, eps: Double = 1e-5, affine: Bool = true) {
            self.numGroups = numGroups
            self.numChannels = numChannels
            self.eps = eps
            self.affine = affine
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            numGroups = try container.decode(Int.self, forKey: .numGroups)
            numChannels = try container.decode(Int.self, forKey: .numChannels)
            eps = try container.decodeIfPresent(Double.self, forKey: .eps) ?? 1e-5
            affine = try container.decodeIfPresent(Bool.self, forKey: .affine) ?? true
        }
    }

    public static let layerName = "GroupNorm"
    public let configuration: Configuration
    /// The scale, [channels], or nil; starts as 1.
    public let weight: Parameter?
    /// The shift, [channels], or nil; starts as 0.
    public let bias: Parameter?

    /// - Throws: ``TensorError`` when the groups do not divide the channels or ε is negative.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        let (groups, channels) = (configuration.numGroups, configuration.numChannels)
        guard groups > 0, channels > 0, channels.isMultiple(of: groups) else {
            throw TensorError(
                .value, Self.layerName, expected: "channels, and groups that divide them",
                got: "\(channels) channels and \(groups) groups")
        }
        try configuration.eps.requireEpsilon(Self.layerName)
        self.configuration = configuration
        weight = configuration.affine ? Parameter(try .ones(channels)) : nil
        bias = configuration.affine ? Parameter(try .zeros(channels)) : nil
    }

    /// A layer with `numGroups` groups of `numChannels` channels.
    ///
    /// - Throws: ``TensorError`` when the groups do not divide the channels or ε is negative.
    public convenience init(
        _ numGroups: Int, _ numChannels: Int, eps: Double = 1e-5, affine: Bool = true
    ) throws {
        try self.init(
            Configuration(
                numGroups: numGroups, numChannels: numChannels, eps: eps, affine: affine))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        let channels = configuration.numChannels
        guard input.rank >= 2, input.shape[1] == channels else {
            throw TensorError(
                .shape, Self.layerName, expected: "[n, \(channels), ...]", got: "\(input.shape)",
                inputs: [input])
        }
        return try input.groupNorm(
            configuration.numGroups, weight: weight?.value, bias: bias?.value,
            eps: configuration.eps)
    }
}

extension GroupNorm {
    public static var samples: [LayerSample<GroupNorm>] {
        get throws {
            [
                try LayerSample(
                    "two groups", Configuration(numGroups: 2, numChannels: 4), shape: [2, 4, 2],
                    refusing: [[2, 3, 2], [4], []]),
                try LayerSample(
                    "plain", Configuration(numGroups: 1, numChannels: 4, affine: false),
                    shape: [2, 4, 1, 2]),
            ]
        }
    }
}
