/// How many layers stacks may have: more would be no network, but a mistake that takes all memory.
let mostLayers = 1 << 16

/// The options of ``LSTM`` and ``GRU``, and of ``RNN`` beside its function, named as PyTorch's.
public struct RecurrentConfiguration: Codable, Sendable, Hashable {
    /// Numbers of each step of the input.
    public var inputSize: Int
    /// Numbers of the state.
    public var hiddenSize: Int
    /// Layers, each of which reads what the one before gives out.
    public var numLayers: Int
    /// Whether biases are added.
    public var bias: Bool
    /// Whether sequences are [batch, steps, …] instead of [steps, batch, …].
    public var batchFirst: Bool
    /// The probability of being set to 0, in training, of what layers but the last give out.
    public var dropout: Double
    /// Whether a second stack of cells goes through each sequence from its end.
    public var bidirectional: Bool
    /// Numbers of an LSTM's h, each a sum over what the cells give; 0 is `hiddenSize`, without sums.
    public var projSize: Int

    public init(
        inputSize: Int, hiddenSize: Int, numLayers: Int = 1, bias: Bool = true,
        batchFirst: Bool = false, dropout: Double = 0, bidirectional: Bool = false,
        projSize: Int = 0
    ) {
        self.inputSize = inputSize
        self.hiddenSize = hiddenSize
        self.numLayers = numLayers
        self.bias = bias
        self.batchFirst = batchFirst
        self.dropout = dropout
        self.bidirectional = bidirectional
        self.projSize = projSize
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inputSize = try container.decode(Int.self, forKey: .inputSize)
        hiddenSize = try container.decode(Int.self, forKey: .hiddenSize)
        numLayers = try container.decodeIfPresent(Int.self, forKey: .numLayers) ?? 1
        bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
        batchFirst = try container.decodeIfPresent(Bool.self, forKey: .batchFirst) ?? false
        dropout = try container.decodeIfPresent(Double.self, forKey: .dropout) ?? 0
        bidirectional = try container.decodeIfPresent(Bool.self, forKey: .bidirectional) ?? false
        projSize = try container.decodeIfPresent(Int.self, forKey: .projSize) ?? 0
    }

    /// How many states there are: one for each layer and direction.
    var stateCount: Int { numLayers * directionCount }

    var directionCount: Int { bidirectional ? 2 : 1 }

    /// Numbers of what a cell gives out.
    var outputSize: Int { projSize > 0 ? projSize : hiddenSize }

    func validate(_ layer: String, isProjectable: Bool) throws(TensorError) {
        guard inputSize > 0, hiddenSize > 0, numLayers > 0 else {
            throw TensorError(
                .value, layer, expected: "an inputSize, a hiddenSize and numLayers of at least 1",
                got: "\(inputSize), \(hiddenSize) and \(numLayers)")
        }
        try inputSize.require(atLeast: 1, "inputSize", layer)
        try hiddenSize.require(atLeast: 1, "hiddenSize", layer)
        try numLayers.require(atLeast: 1, atMost: mostLayers, "numLayers", layer)
        guard projSize == 0 || isProjectable, projSize >= 0, projSize < hiddenSize else {
            throw TensorError(
                .value, layer,
                expected: isProjectable ? "a projSize from 0 to \(hiddenSize - 1)" : "no projSize",
                got: "\(projSize)", hint: isProjectable ? "" : "LSTM has one.")
        }
        guard dropout >= 0, dropout <= 1 else {
            throw TensorError(
                .value, layer, expected: "a dropout from 0 to 1", got: "\(dropout)")
        }
    }
}

extension LayerSample where L.Configuration == RecurrentConfiguration {
    /// Samples of a recurrent layer with these options and no others.
    static var recurrent: [LayerSample] {
        get throws {
            [
                try LayerSample(
                    "one layer", RecurrentConfiguration(inputSize: 2, hiddenSize: 3),
                    shape: [3, 2, 2], refusing: [[3, 2, 3], [2], [1, 2, 2, 2], [0, 2, 2]]),
                try LayerSample(
                    "two layers in both directions, dropout",
                    RecurrentConfiguration(
                        inputSize: 2, hiddenSize: 3, numLayers: 2, dropout: 0.4,
                        bidirectional: true), shape: [2, 2, 2]),
                try LayerSample(
                    "batch first, no bias",
                    RecurrentConfiguration(
                        inputSize: 2, hiddenSize: 3, bias: false, batchFirst: true),
                    shape: [2, 3, 2]),
                try LayerSample(
                    "one sequence", RecurrentConfiguration(inputSize: 2, hiddenSize: 2),
                    shape: [3, 2]),
            ]
        }
    }
}
