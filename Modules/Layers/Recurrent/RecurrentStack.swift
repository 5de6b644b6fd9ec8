import Autograd

/// A kind of cell that recurrent layers are made of.
struct RecurrentKind: Sendable {
    /// How many numbers the gates have for each of the state.
    let gateCount: Int
    /// h, of the LSTM c too.
    let stateCount: Int
    /// Whether h can be made of fewer sums over what the cells give.
    var isProjectable = false
    /// One layer in one direction: states and weights follow the sequence, a projection is apart.
    let run: @Sendable ([Tensor], _ projection: Tensor?, RecurrentOptions) throws -> [Tensor]

    static let lstm = RecurrentKind(gateCount: 4, stateCount: 2, isProjectable: true) {
        inputs, projection, options in
        let operation = LongShortTermMemory(options)
        guard let projection else { return try operation(inputs) }
        return try operation.projected(inputs, by: projection)
    }
    static let gru = RecurrentKind(gateCount: 3, stateCount: 1) { inputs, _, options in
        try GatedRecurrentUnit(options)(inputs)
    }
    static let tanh = RecurrentKind(gateCount: 1, stateCount: 1) { inputs, _, options in
        try TanhRecurrence(options)(inputs)
    }
    static let relu = RecurrentKind(gateCount: 1, stateCount: 1) { inputs, _, options in
        try ReLURecurrence(options)(inputs)
    }
}

/// The weights of a stack of recurrent layers, and the way of a sequence through them.
final class RecurrentStack: Sendable {
    /// The weights of one layer in one direction, by PyTorch's names: `weight_ih_l0`, ….
    typealias Weights = [(name: String, parameter: Parameter)]

    private let layer: String
    private let configuration: RecurrentConfiguration
    private let generator: Generator
    private let kind: RecurrentKind
    /// Layer by layer, the forward direction first.
    private let weights: [Weights]

    /// Weights and biases start uniform over ±1/√hiddenSize.
    init(
        _ layer: String, _ configuration: RecurrentConfiguration, _ kind: RecurrentKind,
        generator: Generator
    ) throws {
        try configuration.validate(layer, isProjectable: kind.isProjectable)
        self.layer = layer
        self.configuration = configuration
        self.generator = generator
        self.kind = kind
        let bound = 1 / Double(configuration.hiddenSize).squareRoot()
        weights = try (0..<configuration.stateCount).map { place in
            try Self.shapes(configuration, kind, place).map { name, shape in
                let start = try Tensor.uniform(
                    shape, low: -bound, high: bound, generator: generator)
                return (name, Parameter(start))
            }
        }
    }

    private static func shapes(
        _ configuration: RecurrentConfiguration, _ kind: RecurrentKind, _ place: Int
    ) -> [(String, Shape)] {
        let (number, hidden) = (place / configuration.directionCount, configuration.hiddenSize)
        let output = configuration.outputSize
        let isReversed = place % configuration.directionCount == 1
        let width = kind.gateCount * hidden
        let inputs = number == 0 ? configuration.inputSize : output * configuration.directionCount
        let weights: [(String, Shape)] = [
            ("weight_ih", [width, inputs]), ("weight_hh", [width, output]),
        ]
        let biases: [(String, Shape)] = [("bias_ih", [width]), ("bias_hh", [width])]
        let projection: [(String, Shape)] = [("weight_hr", [output, hidden])]
        return
            (weights + (configuration.bias ? biases : [])
            + (configuration.projSize > 0 ? projection : [])).map { name, shape in
                ("\(name)_l\(number)\(isReversed ? "_reverse" : "")", shape)
            }
    }

    /// What a mirror of the layer shows, so that parameters have PyTorch's names.
    var children: [Mirror.Child] {
        weights.joined().map { (label: $0.name, value: $0.parameter) }
    }

    /// The output of the last layer, the first states being 0.
    func output(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        try run(input, nil, isTraining: isTraining).output
    }

    /// The output of the last layer, and the last states of all, [states, batch, hidden] each.
    ///
    /// - Parameter states: The first ones: h, of the LSTM c too; 0 where there are none.
    func callAsFunction(
        _ input: Tensor, _ states: [Tensor]?, isTraining: Bool
    ) throws -> (output: Tensor, states: [Tensor]) {
        let (output, ends) = try run(input, states, isTraining: isTraining)
        let last = try ends.map { ends in
            ends.count == 1 ? try ends[0].unsqueeze(dim: 0) : try stack(ends, dim: 0)
        }
        return (output, input.rank == 3 ? last : try last.map { try $0.squeeze(dim: 1) })
    }

    /// The output of the last layer, and the last states of each kind, [batch, hidden] of each layer
    /// and direction.
    private func run(
        _ input: Tensor, _ states: [Tensor]?, isTraining: Bool
    ) throws -> (output: Tensor, ends: [[Tensor]]) {
        let isBatched = input.rank == 3
        let batchAxis = configuration.batchFirst ? 0 : 1
        guard isBatched || input.rank == 2,
            input.shape[input.rank - 1] == configuration.inputSize
        else {
            let order = configuration.batchFirst ? "batch, steps" : "steps, batch"
            throw TensorError(
                .shape, layer,
                expected: "[\(order), \(configuration.inputSize)] or "
                    + "[steps, \(configuration.inputSize)]", got: "\(input.shape)", inputs: [input])
        }
        var x = isBatched ? input : try input.unsqueeze(dim: batchAxis)
        let starts = try self.starts(
            states, batch: x.shape[batchAxis], isBatched: isBatched, x.dtype)
        var ends = [[Tensor]](repeating: [], count: starts.count)
        let directions = configuration.directionCount
        for number in 0..<configuration.numLayers {
            var outputs: [Tensor] = []
            for direction in 0..<directions {
                let place = number * directions + direction
                var weights = weights[place].map(\.parameter.value)
                let projection = configuration.projSize > 0 ? weights.removeLast() : nil
                let results = try kind.run(
                    [x] + starts.map { $0[place] } + weights, projection,
                    RecurrentOptions(
                        isBatchFirst: configuration.batchFirst, isReversed: direction == 1))
                outputs.append(results[0])
                for index in ends.indices { ends[index].append(results[index + 1]) }
            }
            x = directions == 1 ? outputs[0] : try cat(outputs, dim: 2)
            if isTraining, configuration.dropout > 0, number < configuration.numLayers - 1 {
                x = try x.dropout(p: configuration.dropout, generator: generator)
            }
        }
        return (isBatched ? x : try x.squeeze(dim: batchAxis), ends)
    }

    /// The first states of each kind, one for each layer and direction.
    private func starts(
        _ states: [Tensor]?, batch: Int, isBatched: Bool, _ dtype: DType
    ) throws -> [[Tensor]] {
        let (count, kinds) = (configuration.stateCount, 0..<kind.stateCount)
        // h is what cells give out, c what they hold.
        let sizes = kinds.map { $0 == 0 ? configuration.outputSize : configuration.hiddenSize }
        guard let states else {
            let h = try Tensor.zeros([batch, sizes[0]], dtype: dtype)
            return try sizes.map { size in
                let zeros = size == sizes[0] ? h : try .zeros([batch, size], dtype: dtype)
                return [Tensor](repeating: zeros, count: count)
            }
        }
        let expected = sizes.map { isBatched ? [count, batch, $0] : [count, $0] as Shape }
        guard states.map(\.shape) == expected else {
            throw TensorError(
                .shape, layer,
                expected: "states "
                    + (Set(expected).count == 1 ? [expected[0]] : expected)
                    .map { "\($0)" }.joined(separator: " and "),
                got: states.map { "\($0.shape)" }.joined(separator: " and "), inputs: states)
        }
        return try zip(states, sizes).map { state, size in
            try (0..<count).map { try state[$0].reshape(batch, size) }
        }
    }
}
