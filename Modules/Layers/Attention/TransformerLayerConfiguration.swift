import Autograd

/// The function between the two products of a transformer layer's network, named as PyTorch's.
public enum TransformerActivation: String, Codable, Sendable, CaseIterable {
    /// max(x, 0).
    case relu
    /// x · Φ(x).
    case gelu

    func callAsFunction(_ x: Tensor) -> Tensor {
        switch self {
        case .relu: x.relu()
        case .gelu: x.gelu()
        }
    }
}

/// The options of ``TransformerEncoderLayer`` and ``TransformerDecoderLayer``, named as PyTorch's.
public struct TransformerLayerConfiguration: Codable, Sendable, Hashable {
    /// Numbers of each place.
    public var dModel: Int
    /// Heads of the attention, each of dModel / nhead numbers.
    public var nhead: Int
    /// Numbers between the two products of the network.
    public var dimFeedforward: Int
    /// The probability with which, in training, numbers and weights of the attention are set to 0.
    public var dropout: Double
    /// The function of the network.
    public var activation: TransformerActivation
    /// ε of the normalizations.
    public var layerNormEps: Double
    /// Whether sequences are [n, length, …] instead of [length, n, …].
    public var batchFirst: Bool
    /// Whether the input of each block is normalized, instead of its sum with what went in.
    public var normFirst: Bool
    /// Whether there are biases.
    public var bias: Bool

    public init(
        dModel: Int, nhead: Int, dimFeedforward: Int = 2048, dropout: Double = 0.1,
        activation: TransformerActivation = .relu, layerNormEps: Double = 1e-5,
        batchFirst: Bool = false, normFirst: Bool = false, bias: Bool = true
    ) {
        self.dModel = dModel
        self.nhead = nhead
        self.dimFeedforward = dimFeedforward
        self.dropout = dropout
        self.activation = activation
        self.layerNormEps = layerNormEps
        self.batchFirst = batchFirst
        self.normFirst = normFirst
        self.bias = bias
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dModel = try container.decode(Int.self, forKey: .dModel)
        nhead = try container.decode(Int.self, forKey: .nhead)
        dimFeedforward = try container.decodeIfPresent(Int.self, forKey: .dimFeedforward) ?? 2048
        dropout = try container.decodeIfPresent(Double.self, forKey: .dropout) ?? 0.1
        activation =
            try container.decodeIfPresent(TransformerActivation.self, forKey: .activation) ?? .relu
        layerNormEps = try container.decodeIfPresent(Double.self, forKey: .layerNormEps) ?? 1e-5
        batchFirst = try container.decodeIfPresent(Bool.self, forKey: .batchFirst) ?? false
        normFirst = try container.decodeIfPresent(Bool.self, forKey: .normFirst) ?? false
        bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
    }

    /// An attention with these options.
    func attention(_ generator: Generator) throws -> MultiheadAttention {
        try MultiheadAttention(
            dModel, nhead, dropout: dropout, bias: bias, batchFirst: batchFirst,
            generator: generator)
    }

    /// A normalization with these options.
    func norm() throws -> LayerNorm { try LayerNorm(dModel, eps: layerNormEps, bias: bias) }
}
