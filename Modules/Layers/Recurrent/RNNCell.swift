/// One step of an RNN: h′ = tanh(x Wᵀ + b + h Vᵀ + d), or with max(…, 0).
///
/// Shape: [batch, inputs] → [batch, hidden]; likewise without batch. weight_ih [hidden, inputs],
/// weight_hh [hidden, hidden], bias_ih and bias_hh [hidden]. All start uniform over
/// ±1/√hidden.
///
/// Source: PyTorch 2.13, `torch.nn.RNNCell`.
public final class RNNCell: Module, CustomReflectable, Sendable {
    private let step: RecurrentStep

    /// A cell for inputs of `inputSize` numbers, with a state of `hiddenSize`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    public init(
        _ inputSize: Int, _ hiddenSize: Int, bias: Bool = true,
        nonlinearity: RNN.Nonlinearity = .tanh,
        generator: Generator = .default
    ) throws {
        step = try RecurrentStep(
            "RNNCell", inputSize, hiddenSize, bias: bias, nonlinearity == .tanh ? .tanh : .relu,
            generator: generator)
    }

    public var customMirror: Mirror { Mirror(self, children: step.children) }

    /// The state after an input.
    ///
    /// - Parameter state: That before; nil is 0.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(_ input: Tensor, state: Tensor? = nil) throws -> Tensor {
        do { return try step(input, state.map { [$0] })[0] } catch let error as TensorError {
            throw error.passing(through: "RNNCell")
        }
    }
}
