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

    public static var samples: [Sample<ReLURecurrence>] {
        get throws {
            // All sums lie well away from 0: the last number's weights are all negative.
            try samples { shape, isWeight, seed in
                let sizes = try Samples.values(shape, in: 0.4...1, seed: seed)
                guard isWeight else { return sizes }
                let signs = try Tensor([1.0, 1, -1]).reshape(shape.count > 1 ? [3, 1] : [3])
                return try sizes * signs
            }
        }
    }
}
