import Kernels

/// A layer of cells h′ = tanh(x Wᵀ + b + h Vᵀ + d).
///
/// Source: Elman 1990, "Finding structure in time"; PyTorch 2.13, `torch.rnn_tanh`.
package struct TanhRecurrence: RecurrentOperation {
    public static let name = "rnnTanh"
    public static let cell = RecurrentCell.rnnTanh

    public let options: RecurrentOptions

    public init(_ options: RecurrentOptions = RecurrentOptions()) { self.options = options }

    static func step(
        _ gates: Tensor, _ recurrent: Tensor, _: [Tensor]
    ) throws(TensorError) -> [Tensor] { [try (gates + recurrent).tanh()] }
}
