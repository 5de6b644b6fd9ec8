/// The cells that recurrent layers are made of, with their kernels.
///
/// h is the state that a cell gives out; x W + b is the input's part of the gates, h V + d the
/// state's.
public enum RecurrentCell: String, Sendable, CaseIterable {
    /// i, f, g, o = σ, σ, tanh, σ (x W + b + h V + d); c′ = f c + i g, h′ = o tanh c′.
    ///
    /// Source: Hochreiter and Schmidhuber 1997, "Long short-term memory", with the forget gate of
    /// Gers, Schmidhuber, Cummins 2000.
    case lstm
    /// r, z = σ(x W + b + h V + d), n = tanh(x W + b + r (h V + d)); h′ = (1 − z) n + z h.
    ///
    /// Source: Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder", with
    /// r after the product, as in PyTorch.
    case gru
    /// h′ = tanh(x W + b + h V + d).
    case rnnTanh
    /// h′ = max(x W + b + h V + d, 0).
    case rnnRelu

    /// How many numbers the gates have for each of the state.
    public var gateCount: Int {
        switch self {
        case .lstm: 4
        case .gru: 3
        case .rnnTanh, .rnnRelu: 1
        }
    }

    /// Whether the state's part of the gates is kept apart from the input's.
    public var isRecurrentApart: Bool { self == .gru }

    /// Whether there is a second state, c.
    public var hasCellState: Bool { self == .lstm }

    /// Whether something is kept for the gradient beside gates and output: c, or of the GRU the
    /// part of h V + d that r is multiplied with.
    public var keepsMore: Bool { self == .lstm || self == .gru }

    /// The kernel of a step.
    public var step: Kernel<RecurrentStep> {
        switch self {
        case .lstm: RecurrentStep.lstm
        case .gru: RecurrentStep.gru
        case .rnnTanh: RecurrentStep.rnnTanh
        case .rnnRelu: RecurrentStep.rnnRelu
        }
    }

    /// The kernel of a step's gradient.
    public var gradient: Kernel<RecurrentGradient> {
        switch self {
        case .lstm: RecurrentGradient.lstm
        case .gru: RecurrentGradient.gru
        case .rnnTanh: RecurrentGradient.rnnTanh
        case .rnnRelu: RecurrentGradient.rnnRelu
        }
    }
}
