import Kernels

/// A layer of LSTM cells: i, f, g, o = σ, σ, tanh, σ (x Wᵀ + b + h Vᵀ + d), c′ = f c + i g,
/// h′ = o tanh c′.
///
/// Source: Hochreiter and Schmidhuber 1997, "Long short-term memory"; PyTorch 2.13, `torch.lstm`.
package struct LongShortTermMemory: RecurrentOperation {
    public static let name = "lstm"
    public static let cell = RecurrentCell.lstm

    public let options: RecurrentOptions

    public init(_ options: RecurrentOptions = RecurrentOptions()) { self.options = options }

    static func step(
        _ gates: Tensor, _ recurrent: Tensor, _ states: [Tensor]
    ) throws(TensorError) -> [Tensor] {
        let hidden = states[0].size(1)
        let sums = try gates + recurrent
        func gate(_ index: Int) throws(TensorError) -> Tensor {
            try sums.narrow(dim: 1, start: index * hidden, length: hidden)
        }
        let kept = try gate(1).sigmoid() * states[1]
        let c = try kept + gate(0).sigmoid() * gate(2).tanh()
        return [try gate(3).sigmoid() * c.tanh(), c]
    }
}
