import Autograd

/// The weights of one recurrent cell, and its step: a sequence of one.
final class RecurrentStep: Sendable {
    private let layer: String
    private let inputs, hidden: Int
    private let kind: RecurrentKind
    /// By PyTorch's names: `weight_ih`, ….
    private let weights: [(name: String, parameter: Parameter)]

    /// Weights and biases start uniform over ±1/√hiddenSize.
    init(
        _ layer: String, _ inputs: Int, _ hidden: Int, bias: Bool, _ kind: RecurrentKind,
        generator: Generator
    ) throws {
        guard inputs > 0, hidden > 0 else {
            throw TensorError(
                .value, layer, expected: "an inputSize and a hiddenSize of at least 1",
                got: "\(inputs) and \(hidden)")
        }
        try hidden.require(atLeast: 1, "hiddenSize", layer)
        self.layer = layer
        (self.inputs, self.hidden) = (inputs, hidden)
        self.kind = kind
        let width = kind.gateCount * hidden
        let shapes: [(String, Shape)] =
            [("weight_ih", [width, inputs]), ("weight_hh", [width, hidden])]
            + (bias ? [("bias_ih", [width]), ("bias_hh", [width])] : [])
        let bound = 1 / Double(hidden).squareRoot()
        weights = try shapes.map { name, shape in
            let start = try Tensor.uniform(shape, low: -bound, high: bound, generator: generator)
            return (name, Parameter(start))
        }
    }

    /// What a mirror of the layer shows, so that parameters have PyTorch's names.
    var children: [Mirror.Child] { weights.map { (label: $0.name, value: $0.parameter) } }

    /// The states after an input [batch, inputs] or [inputs]: h, of the LSTM c too.
    ///
    /// - Parameter states: Those before; 0 where there are none.
    func callAsFunction(_ input: Tensor, _ states: [Tensor]?) throws -> [Tensor] {
        guard (1...2).contains(input.rank), input.shape[input.rank - 1] == inputs else {
            throw TensorError(
                .shape, layer, expected: "[batch, \(inputs)] or [\(inputs)]",
                got: "\(input.shape)", inputs: [input])
        }
        let batch = input.rank == 2 ? input.shape[0] : 1
        let stateShape: Shape = input.rank == 2 ? [batch, hidden] : [hidden]
        let zeros = try Tensor.zeros([batch, hidden], dtype: input.dtype)
        let before = try states?.map { state in
            guard state.shape == stateShape else {
                throw TensorError(
                    .shape, layer, expected: "states \(stateShape)", got: "\(state.shape)",
                    inputs: [input, state])
            }
            return try state.reshape([batch, hidden])
        }
        let results = try kind.run(
            [try input.reshape([1, batch, inputs])]
                + (before ?? [Tensor](repeating: zeros, count: kind.stateCount))
                + weights.map(\.parameter.value), nil, RecurrentOptions())
        return try results.dropFirst().map { try $0.reshape(stateShape) }
    }
}
