/// The options of ``BatchNorm1d``, ``BatchNorm2d`` and ``BatchNorm3d``, named as PyTorch's.
public struct BatchNormConfiguration: Codable, Sendable, Hashable {
    /// The number of channels.
    public var numFeatures: Int
    /// ε, added to the variance.
    public var eps: Double
    /// The share of the newest batch in running statistics; nil (`null` in a specification) makes
    /// them the average of all batches.
    public var momentum: Double?
    /// Whether there are a weight and a bias.
    public var affine: Bool
    /// Whether there are running statistics; without, evaluation uses the batch's too.
    public var trackRunningStats: Bool

    public init(
        numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true,
        trackRunningStats: Bool = true
    ) {
        self.numFeatures = numFeatures
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.trackRunningStats = trackRunningStats
    }

    private enum CodingKeys: String, CodingKey {
        case numFeatures, eps, momentum, affine, trackRunningStats
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        numFeatures = try container.decode(Int.self, forKey: .numFeatures)
        eps = try container.decodeIfPresent(Double.self, forKey: .eps) ?? 1e-5
        momentum =
            container.contains(.momentum)
            ? try container.decode(Double?.self, forKey: .momentum) : 0.1
        affine = try container.decodeIfPresent(Bool.self, forKey: .affine) ?? true
        trackRunningStats =
            try container.decodeIfPresent(Bool.self, forKey: .trackRunningStats) ?? true
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(numFeatures, forKey: .numFeatures)
        try container.encode(eps, forKey: .eps)
        // Written also when nil, which is not the default.
        try container.encode(momentum, forKey: .momentum)
        try container.encode(affine, forKey: .affine)
        try container.encode(trackRunningStats, forKey: .trackRunningStats)
    }

    func validate(_ layer: String) throws(TensorError) {
        guard numFeatures > 0 else {
            throw TensorError(
                .value, layer, expected: "numFeatures of at least 1", got: "\(numFeatures)")
        }
        try eps.requireEpsilon(layer)
        if let momentum, !(momentum >= 0 && momentum <= 1) {
            throw TensorError(
                .value, layer, expected: "a momentum from 0 to 1, or nil", got: "\(momentum)")
        }
    }
}
