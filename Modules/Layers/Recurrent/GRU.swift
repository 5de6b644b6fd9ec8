/// Layers of GRU cells over a sequence: r, z = σ(x Wᵀ + b + h Vᵀ + d),
/// n = tanh(x Wᵀ + b + r (h Vᵀ + d)), h′ = (1 − z) n + z h.
///
/// Shape: [steps, batch, inputs] → [steps, batch, directions · hidden], with `batchFirst` [batch,
/// steps, …]; likewise without batch. The state: [layers · directions, batch, hidden].
/// weight_ih_l0 [3 hidden, inputs], weight_hh_l0 [3 hidden, hidden], bias_ih_l0 and bias_hh_l0
/// [3 hidden]; the inputs of l1, l2, … are directions · hidden, and names of the backward
/// direction end in _reverse. All start uniform over ±1/√hidden.
///
/// Called with an input alone, the layer gives the output; `gru(x, state: nil)` gives the states too.
///
/// Source: Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder";
/// PyTorch 2.13, `torch.nn.GRU`, whose r comes after the product.
public final class GRU: ConfigurableLayer, CustomReflectable, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public static let layerName = "GRU"
    public let configuration: RecurrentConfiguration
    private let stack: RecurrentStack

    /// Whether layers' outputs are dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: RecurrentConfiguration, generator: Generator) throws {
        self.configuration = configuration
        stack = try RecurrentStack(Self.layerName, configuration, .gru, generator: generator)
    }

    /// Layers for steps of `inputSize` numbers, with states of `hiddenSize`.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1,
        bias: Bool = true, batchFirst: Bool = false, dropout: Double = 0,
        bidirectional: Bool = false, generator: Generator = .default
    ) throws {
        try self.init(
            RecurrentConfiguration(
                inputSize: inputSize, hiddenSize: hiddenSize, numLayers: numLayers, bias: bias,
                batchFirst: batchFirst, dropout: dropout, bidirectional: bidirectional),
            generator: generator)
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

extension GRU {
    public static var samples: [LayerSample<GRU>] { get throws { try LayerSample.recurrent } }
}
