/// The options of ``InstanceNorm1d``, ``InstanceNorm2d`` and ``InstanceNorm3d``, named as PyTorch's.
public struct InstanceNormConfiguration: Codable, Sendable, Hashable {
    /// The number of channels.
    public var numFeatures: Int
    /// ε, added to the variance.
    public var eps: Double
    /// The share of the newest batch in running statistics.
    public var momentum: Double
    /// Whether there are a weight and a bias.
    public var affine: Bool
    /// Whether there are running statistics, which evaluation uses.
    public var trackRunningStats: Bool

    public init(
        numFeatures: Int, eps: Double = 1e-5, momentum: Double = 0.1, affine: Bool = false,
        trackRunningStats: Bool = false
    ) {
        self.numFeatures = numFeatures
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.trackRunningStats = trackRunningStats
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        numFeatures = try container.decode(Int.self, forKey: .numFeatures)
        eps = try container.decodeIfPresent(Double.self, forKey: .eps) ?? 1e-5
        momentum = try container.decodeIfPresent(Double.self, forKey: .momentum) ?? 0.1
        affine = try container.decodeIfPresent(Bool.self, forKey: .affine) ?? false
        trackRunningStats =
            try container.decodeIfPresent(Bool.self, forKey: .trackRunningStats) ?? false
    }

    /// Those that a batch normalization would have, whose cells are the same.
    var batchNorm: BatchNormConfiguration {
        BatchNormConfiguration(
            numFeatures: numFeatures, eps: eps, momentum: momentum, affine: affine,
            trackRunningStats: trackRunningStats)
    }
}
