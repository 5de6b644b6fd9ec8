import Kernels

/// A layer of cells h′ = max(x Wᵀ + b + h Vᵀ + d, 0).
///
/// Source: Le, Jaitly, Hinton 2015, "A simple way to initialize recurrent networks of rectified
/// linear units"; PyTorch 2.13, `torch.rnn_relu`.
package struct ReLURecurrence: RecurrentOperation {
    public static let name = "rnnRelu"
    public static let cell = RecurrentCell.rnnRelu

    public let options: RecurrentOptions

    public init(_ options: RecurrentOptions = RecurrentOptions()) { self.options = options }

    static func step(
        _ gates: Tensor, _ recurrent: Tensor, _: [Tensor]
    ) throws(TensorError) -> [Tensor] { [try (gates + recurrent).relu()] }
}
