/// Layers of cells h′ = tanh(x Wᵀ + b + h Vᵀ + d), or with max(…, 0), over a sequence.
///
/// Shape: [steps, batch, inputs] → [steps, batch, directions · hidden], with `batchFirst` [batch,
/// steps, …]; likewise without batch. The state: [layers · directions, batch, hidden].
/// weight_ih_l0 [hidden, inputs], weight_hh_l0 [hidden, hidden], bias_ih_l0 and bias_hh_l0
/// [hidden]; the inputs of l1, l2, … are directions · hidden, and names of the backward
/// direction end in _reverse. All start uniform over ±1/√hidden.
///
/// Called with an input alone, the layer gives the output; `rnn(x, state: nil)` gives the states too.
///
/// Source: Elman 1990, "Finding structure in time"; PyTorch 2.13, `torch.nn.RNN`.
public final class RNN: ConfigurableLayer, CustomReflectable, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    /// The function of the cells.
    public enum Nonlinearity: String, Codable, Sendable {
        case tanh, relu
    }

    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// All but the function.
        public var layers: RecurrentConfiguration
        /// The function of the cells.
        public var nonlinearity: Nonlinearity

        private enum CodingKeys: String, CodingKey { case nonlinearity }

        public init(_ layers: RecurrentConfiguration, nonlinearity: Nonlinearity = .tanh) {
            self.layers = layers
            self.nonlinearity = nonlinearity
        }

        /// Reads options; those of the layers stand beside the function.
        public init(from decoder: any Decoder) throws {
            layers = try RecurrentConfiguration(from: decoder)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            nonlinearity =
                try container.decodeIfPresent(Nonlinearity.self, forKey: .nonlinearity) ?? .tanh
        }

        public func encode(to encoder: any Encoder) throws {
            try layers.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(nonlinearity, forKey: .nonlinearity)
        }
    }

    public static let layerName = "RNN"
    public let configuration: Configuration
    private let stack: RecurrentStack

    /// Whether layers' outputs are dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator: Generator) throws {
        self.configuration = configuration
        stack = try RecurrentStack(
            Self.layerName, configuration.layers,
            configuration.nonlinearity == .tanh ? .tanh : .relu, generator: generator)
    }

    /// Layers for steps of `inputSize` numbers, with states of `hiddenSize`.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, nonlinearity: Nonlinearity = .tanh,
        bias: Bool = true, batchFirst: Bool = false, dropout: Double = 0,
        bidirectional: Bool = false, generator: Generator = .default
    ) throws {
        let layers = RecurrentConfiguration(
            inputSize: inputSize, hiddenSize: hiddenSize, numLayers: numLayers, bias: bias,
            batchFirst: batchFirst, dropout: dropout, bidirectional: bidirectional)
        try self.init(
            Configuration(layers, nonlinearity: nonlinearity), generator: generator)
    }

    public var customMirror: Mirror {
        Mirror(self, children: stack.children + [("isTraining", _isTraining)])
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try stack.output(input, isTraining: isTraining)
    }

    /// The output after each step, and the last state of each layer and direction.
    ///
    /// - Parameter state: The first ones; nil is 0.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ input: Tensor, state: Tensor?
    ) throws -> (output: Tensor, state: Tensor) {
        do {
            let (output, states) = try stack(
                input, state.map { [$0] }, isTraining: isTraining)
            return (output, states[0])
        } catch let error as TensorError { throw error.passing(through: Self.layerName) }
    }
}

extension RNN {
    public static var samples: [LayerSample<RNN>] {
        get throws {
            [
                try LayerSample(
                    "one layer",
                    Configuration(RecurrentConfiguration(inputSize: 2, hiddenSize: 3)),
                    shape: [3, 2, 2], refusing: [[3, 2, 3], [2], [1, 2, 2, 2], [0, 2, 2]]),
                try LayerSample(
                    "both directions, ReLU",
                    Configuration(
                        RecurrentConfiguration(
                            inputSize: 2, hiddenSize: 5, bidirectional: true),
                        nonlinearity: .relu), shape: [4, 3, 2]),
                try LayerSample(
                    "batch first, no bias",
                    Configuration(
                        RecurrentConfiguration(
                            inputSize: 2, hiddenSize: 3, bias: false, batchFirst: true)),
                    shape: [2, 3, 2]),
            ]
        }
    }
}
