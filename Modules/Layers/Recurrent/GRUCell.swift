/// One step of a GRU: r, z = σ(x Wᵀ + b + h Vᵀ + d), n = tanh(x Wₙᵀ + bₙ + r (h Vₙᵀ + dₙ)),
/// h′ = (1 − z) n + z h.
///
/// Shape: [batch, inputs] → [batch, hidden]; likewise without batch. weight_ih [3 hidden, inputs],
/// weight_hh [3 hidden, hidden], bias_ih and bias_hh [3 hidden]. All start uniform over
/// ±1/√hidden.
///
/// Source: PyTorch 2.13, `torch.nn.GRUCell`.
public final class GRUCell: Module, CustomReflectable, Sendable {
    private let step: RecurrentStep

    /// A cell for inputs of `inputSize` numbers, with a state of `hiddenSize`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    public init(
        _ inputSize: Int, _ hiddenSize: Int, bias: Bool = true,
        generator: Generator = .default
    ) throws {
        step = try RecurrentStep(
            "GRUCell", inputSize, hiddenSize, bias: bias, .gru, generator: generator)
    }

    public var customMirror: Mirror { Mirror(self, children: step.children) }

    /// The state after an input.
    ///
    /// - Parameter state: That before; nil is 0.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(_ input: Tensor, state: Tensor? = nil) throws -> Tensor {
        do { return try step(input, state.map { [$0] })[0] } catch let error as TensorError {
            throw error.passing(through: "GRUCell")
        }
    }
}
