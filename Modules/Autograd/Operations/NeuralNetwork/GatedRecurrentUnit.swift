import Kernels

/// A layer of GRU cells: r, z = σ(x Wᵀ + b + h Vᵀ + d), n = tanh(x Wᵀ + b + r (h Vᵀ + d)),
/// h′ = (1 − z) n + z h.
///
/// Source: Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder";
/// PyTorch 2.13, `torch.gru`, whose r comes after the product.
package struct GatedRecurrentUnit: RecurrentOperation {
    public static let name = "gru"
    public static let cell = RecurrentCell.gru

    public let options: RecurrentOptions

    public init(_ options: RecurrentOptions = RecurrentOptions()) { self.options = options }

    static func step(
        _ gates: Tensor, _ recurrent: Tensor, _ states: [Tensor]
    ) throws(TensorError) -> [Tensor] {
        let hidden = states[0].size(1)
        func parts(_ index: Int) throws(TensorError) -> (input: Tensor, state: Tensor) {
            (
                try gates.narrow(dim: 1, start: index * hidden, length: hidden),
                try recurrent.narrow(dim: 1, start: index * hidden, length: hidden)
            )
        }
        let (r, z, n) = (try parts(0), try parts(1), try parts(2))
        let reset = try (r.input + r.state).sigmoid()
        let candidate = try (n.input + reset * n.state).tanh()
        return [try candidate + (z.input + z.state).sigmoid() * (states[0] - candidate)]
    }
}
