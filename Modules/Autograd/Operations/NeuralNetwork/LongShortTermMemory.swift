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
        let hidden = states[1].size(1)
        let sums = try gates + recurrent
        func gate(_ index: Int) throws(TensorError) -> Tensor {
            try sums.narrow(dim: 1, start: index * hidden, length: hidden)
        }
        let kept = try gate(1).sigmoid() * states[1]
        let c = try kept + gate(0).sigmoid() * gate(2).tanh()
        return [try gate(3).sigmoid() * c.tanh(), c]
    }

    /// The outputs of cells whose h′ = R (o tanh c′) has fewer numbers than c′, step by step.
    ///
    /// - Parameters:
    ///   - inputs: Those of the operation, h [batch, projected] and the second weight
    ///     [4 hidden, projected].
    ///   - projection: R, [projected, hidden].
    ///
    /// - Throws: ``TensorError`` when there is no step, or types differ.
    ///
    /// Source: Sak, Senior, Beaufays 2014, "Long short-term memory based recurrent neural network
    /// architectures for large vocabulary speech recognition"; PyTorch 2.13, `torch.lstm`.
    package func projected(
        _ inputs: [Tensor], by projection: Tensor
    ) throws(TensorError) -> [Tensor] {
        let all = inputs + [projection]
        guard inputs[0].size(options.isBatchFirst ? 1 : 0) > 0 else {
            throw TensorError(
                .shape, Self.name, expected: "a sequence of at least one step",
                got: "\(inputs[0].shape)", inputs: all)
        }
        let dtype = inputs[0].dtype
        guard dtype.isFloatingPoint, all.allSatisfy({ $0.dtype == dtype }) else {
            throw .floatingTypes(Self.name, all)
        }
        return try composed(inputs, projection: projection)
    }
}
