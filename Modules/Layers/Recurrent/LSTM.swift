/// Layers of LSTM cells over a sequence: i, f, g, o = σ, σ, tanh, σ (x Wᵀ + b + h Vᵀ + d),
/// c′ = f c + i g, h′ = o tanh c′.
///
/// Shape: [steps, batch, inputs] → [steps, batch, directions · hidden], with `batchFirst` [batch,
/// steps, …]; likewise without batch. States, h and c: [layers · directions, batch, hidden].
/// weight_ih_l0 [4 hidden, inputs], weight_hh_l0 [4 hidden, hidden], bias_ih_l0 and bias_hh_l0
/// [4 hidden]; the inputs of l1, l2, … are directions · hidden, and names of the backward
/// direction end in _reverse. All start uniform over ±1/√hidden.
///
/// With a `projSize` P above 0, h′ = R (o tanh c′) has P numbers, and so have outputs and inputs of
/// further layers for each direction; weight_hh_l0 is [4 hidden, P], R weight_hr_l0 [P, hidden].
/// It is computed step by step in tensor operations, which is slower.
///
/// Called with an input alone, the layer gives the output; `lstm(x, state: nil)` gives the states too.
///
/// Source: Hochreiter and Schmidhuber 1997, "Long short-term memory"; PyTorch 2.13,
/// `torch.nn.LSTM`.
public final class LSTM: ConfigurableLayer, CustomReflectable, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public static let layerName = "LSTM"
    public let configuration: RecurrentConfiguration
    private let stack: RecurrentStack

    /// Whether layers' outputs are dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: RecurrentConfiguration, generator: Generator) throws {
        self.configuration = configuration
        stack = try RecurrentStack(Self.layerName, configuration, .lstm, generator: generator)
    }

    /// Layers for steps of `inputSize` numbers, with states of `hiddenSize`.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1,
        bias: Bool = true, batchFirst: Bool = false, dropout: Double = 0,
        bidirectional: Bool = false, projSize: Int = 0, generator: Generator = .default
    ) throws {
        try self.init(
            RecurrentConfiguration(
                inputSize: inputSize, hiddenSize: hiddenSize, numLayers: numLayers, bias: bias,
                batchFirst: batchFirst, dropout: dropout, bidirectional: bidirectional,
                projSize: projSize), generator: generator)
    }

    public var customMirror: Mirror {
        Mirror(self, children: stack.children + [("isTraining", _isTraining)])
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try stack.output(input, isTraining: isTraining)
    }

    /// The output after each step, and the last states of each layer and direction.
    ///
    /// - Parameter state: The first ones; nil is 0.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ input: Tensor, state: (hidden: Tensor, cell: Tensor)?
    ) throws -> (output: Tensor, state: (hidden: Tensor, cell: Tensor)) {
        do {
            let (output, states) = try stack(
                input, state.map { [$0.hidden, $0.cell] }, isTraining: isTraining)
            return (output, (states[0], states[1]))
        } catch let error as TensorError { throw error.passing(through: Self.layerName) }
    }
}

extension LSTM {
    public static var samples: [LayerSample<LSTM>] {
        get throws {
            try LayerSample.recurrent + [
                LayerSample(
                    "projected, two layers in both directions",
                    RecurrentConfiguration(
                        inputSize: 2, hiddenSize: 3, numLayers: 2, bidirectional: true,
                        projSize: 2), shape: [2, 2, 2], refusing: [[2, 2, 3], [0, 2, 2]]),
                LayerSample(
                    "projected, batch first, no bias",
                    RecurrentConfiguration(
                        inputSize: 2, hiddenSize: 3, bias: false, batchFirst: true, projSize: 1),
                    shape: [2, 3, 2]),
            ]
        }
    }
}
