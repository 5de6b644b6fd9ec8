/// One step of an LSTM: i, f, g, o = σ, σ, tanh, σ (x Wᵀ + b + h Vᵀ + d), c′ = f c + i g,
/// h′ = o tanh c′.
///
/// Shape: [batch, inputs] → [batch, hidden]; likewise without batch. weight_ih [4 hidden, inputs],
/// weight_hh [4 hidden, hidden], bias_ih and bias_hh [4 hidden]. All start uniform over
/// ±1/√hidden.
///
/// Source: PyTorch 2.13, `torch.nn.LSTMCell`.
public final class LSTMCell: Module, CustomReflectable, Sendable {
    private let step: RecurrentStep

    /// A cell for inputs of `inputSize` numbers, with a state of `hiddenSize`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    public init(
        _ inputSize: Int, _ hiddenSize: Int, bias: Bool = true,
        generator: Generator = .default
    ) throws {
        step = try RecurrentStep(
            "LSTMCell", inputSize, hiddenSize, bias: bias, .lstm, generator: generator)
    }

    public var customMirror: Mirror { Mirror(self, children: step.children) }

    /// The states after an input.
    ///
    /// - Parameter state: Those before; nil is 0.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ input: Tensor, state: (hidden: Tensor, cell: Tensor)? = nil
    ) throws -> (hidden: Tensor, cell: Tensor) {
        do {
            let states = try step(input, state.map { [$0.hidden, $0.cell] })
            return (states[0], states[1])
        } catch let error as TensorError { throw error.passing(through: "LSTMCell") }
    }
}
