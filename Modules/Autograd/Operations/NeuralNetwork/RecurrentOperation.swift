import Kernels

/// One layer of recurrent cells in one direction over a sequence.
///
/// Inputs: x [steps, batch, inputs], h [batch, hidden], of the LSTM c [batch, hidden], the weights
/// [gates · hidden, inputs] and [gates · hidden, hidden], and perhaps their biases
/// [gates · hidden]. Outputs: h after each step [steps, batch, hidden], the last h and, of the
/// LSTM, the last c. With `isBatchFirst` batch and steps are exchanged in x and in the first output.
protocol RecurrentOperation: Operation
where Inputs == [Tensor], Outputs == [Tensor], Saved == RecurrentSaved {
    /// The kind of cell.
    static var cell: RecurrentCell { get }
    /// How sequences lie and in which direction they are gone through.
    var options: RecurrentOptions { get }
    /// The states after a step, h first, from both parts of the gates [batch, gates · hidden].
    static func step(
        _ gates: Tensor, _ recurrent: Tensor, _ states: [Tensor]
    ) throws(TensorError) -> [Tensor]
    init(_ options: RecurrentOptions)
}

/// How sequences lie, and in which direction they are gone through.
package struct RecurrentOptions: Sendable, Hashable {
    /// Whether sequences are [batch, steps, …] instead of [steps, batch, …].
    public var isBatchFirst: Bool
    /// Whether the last step comes first.
    public var isReversed: Bool

    public init(isBatchFirst: Bool = false, isReversed: Bool = false) {
        self.isBatchFirst = isBatchFirst
        self.isReversed = isReversed
    }
}

/// What a recurrent layer keeps for its gradient; see ``RecurrentSequence/Trail``.
package struct RecurrentSaved: Sendable {
    let gates: Tensor
    let more: Tensor?
    let states: Tensor

    fileprivate var trail: RecurrentSequence.Trail {
        RecurrentSequence.Trail(
            gates: gates.body.view, more: more?.body.view, states: states.body.view)
    }
}

/// The inputs of a recurrent layer by their roles.
private struct RecurrentInputs {
    let x, state, weight, recurrentWeight: Tensor
    let cell: Tensor?
    let biases: Pair?

    /// The places of the inputs after the states.
    static func firstWeight(_ cell: RecurrentCell) -> Int { cell.hasCellState ? 3 : 2 }

    init(_ inputs: [Tensor], _ cell: RecurrentCell) {
        let first = Self.firstWeight(cell)
        precondition(
            inputs.count == first + 2 || inputs.count == first + 4,
            "a recurrent layer takes a sequence, states, two weights and perhaps two biases")
        (x, state) = (inputs[0], inputs[1])
        self.cell = cell.hasCellState ? inputs[2] : nil
        (weight, recurrentWeight) = (inputs[first], inputs[first + 1])
        biases =
            inputs.count > first + 2 ? Pair(inputs[first + 2], inputs[first + 3]) : nil
    }
}

extension RecurrentOperation {
    public static var saves: Saves { [.inputs, .outputs] }

    public func infer(_ inputs: [Tensor]) throws(TensorError) -> [TensorSpec] {
        let parts = RecurrentInputs(inputs, Self.cell)
        let shapes = inputs.map(\.shape)
        let (x, weight) = (parts.x.shape, parts.recurrentWeight.shape)
        guard x.count == 3, weight.count == 2, weight[1] > 0,
            weight[0] == Self.cell.gateCount * weight[1],
            x[options.isBatchFirst ? 1 : 0] > 0
        else { throw refusal(inputs, nil) }
        let (batch, hidden) = (x[options.isBatchFirst ? 0 : 1], weight[1])
        let state: Shape = [batch, hidden]
        let expected =
            [x] + (Self.cell.hasCellState ? [state, state] : [state])
            + [[weight[0], x[2]], weight]
            + (parts.biases == nil ? [] : [[weight[0]], [weight[0]]])
        guard shapes == expected else { throw refusal(inputs, expected) }
        let dtype = parts.x.dtype
        guard dtype.isFloatingPoint, inputs.allSatisfy({ $0.dtype == dtype }) else {
            throw .floatingTypes(Self.name, inputs)
        }
        let output: Shape = [x[0], x[1], hidden]
        return ([output, state] + (Self.cell.hasCellState ? [state] : []))
            .map { TensorSpec($0, dtype) }
    }

    private func refusal(_ inputs: [Tensor], _ expected: [Shape]?) -> TensorError {
        let order = options.isBatchFirst ? "[batch, steps, inputs]" : "[steps, batch, inputs]"
        let gates = Self.cell.gateCount == 1 ? "hidden" : "\(Self.cell.gateCount) hidden"
        let rule =
            "a sequence \(order) of at least one step, states [batch, hidden], weights "
            + "[\(gates), inputs] and [\(gates), hidden], and biases [\(gates)]"
        return TensorError(
            .shape, Self.name, expected: expected.map { "\(rule): here \($0)" } ?? rule,
            got: "\(inputs.map(\.shape))", inputs: inputs)
    }

    public func forward(
        _ inputs: [Tensor], _ specs: [TensorSpec], saving saved: inout RecurrentSaved?
    ) throws(TensorError) -> [Tensor] {
        let parts = try compact(inputs)
        let output = try Tensor.empty(specs[0], operation: Self.name)
        let last = try Tensor.empty(specs[1], operation: Self.name)
        let dtype = output.dtype
        let sequence = sequence(parts)
        let (steps, batch, hidden) = (sequence.steps, sequence.batch, sequence.hidden)
        let isKept = isGradEnabled && inputs.contains { $0.body.node != nil }
        let turns = sequence.turnCount(isKept: isKept)
        let gateTurns = sequence.turnCount(isKept: isKept && Self.cell.keepsMore)
        let trail = RecurrentSaved(
            gates: try empty([gateTurns, batch, width(hidden)], dtype),
            more: try Self.cell.keepsMore
                ? empty([isKept ? steps : 1, batch, hidden], dtype) : nil,
            states: try empty([turns, batch, sequence.inputs + hidden], dtype))
        let (bias, recurrentBias) = try biases(parts)
        guard
            sequence.run(
                source(parts, bias: bias, recurrentBias: recurrentBias), trail.trail,
                output: output.body.view, last: last.body.view)
        else { throw .outOfMemory(Self.name, [batch, width(hidden)], dtype) }
        var outputs = [output, last]
        if let more = trail.more, Self.cell.hasCellState {
            let cell = self.last(of: more)
            outputs.append(isKept ? try cell.copied(operation: Self.name) : cell)
        }
        if isKept { saved = trail }
        return withExtendedLifetime((parts, bias, recurrentBias, trail)) { outputs }
    }

    /// Numbers of all gates.
    private func width(_ hidden: Int) -> Int { Self.cell.gateCount * hidden }

    private func empty(_ shape: Shape, _ dtype: DType) throws(TensorError) -> Tensor {
        try Tensor.empty(shape, dtype, operation: Self.name)
    }

    private func compact(_ inputs: [Tensor]) throws(TensorError) -> RecurrentInputs {
        RecurrentInputs(
            try inputs.map { tensor throws(TensorError) in
                try tensor.compact(operation: Self.name)
            }, Self.cell)
    }

    /// What is added to the input's part of the gates, both biases where the sums are of both parts,
    /// and to the state's.
    private func biases(
        _ parts: RecurrentInputs
    ) throws(TensorError) -> (Tensor?, recurrent: Tensor?) {
        guard let biases = parts.biases else { return (nil, nil) }
        if Self.cell.isRecurrentApart { return (biases.first, biases.second) }
        return (
            try noGrad { () throws(TensorError) in try biases.first + biases.second }, nil
        )
    }

    private func sequence(_ parts: RecurrentInputs) -> RecurrentSequence {
        let shape = parts.x.shape
        return RecurrentSequence(
            Self.cell, steps: shape[options.isBatchFirst ? 1 : 0],
            batch: shape[options.isBatchFirst ? 0 : 1], inputs: shape[2],
            hidden: parts.recurrentWeight.size(1), isBatchFirst: options.isBatchFirst,
            isReversed: options.isReversed)
    }

    private func source(
        _ parts: RecurrentInputs, bias: Tensor? = nil, recurrentBias: Tensor? = nil
    ) -> RecurrentSequence.Inputs {
        RecurrentSequence.Inputs(
            sequence: parts.x.body.view, state: parts.state.body.view, cell: parts.cell?.body.view,
            weight: parts.weight.body.view, recurrentWeight: parts.recurrentWeight.body.view,
            weightBlock: parts.weight.body.block,
            recurrentWeightBlock: parts.recurrentWeight.body.block,
            bias: bias?.body.view, recurrentBias: recurrentBias?.body.view)
    }

    /// What the last turn left in a trail.
    private func last(of trail: Tensor) -> Tensor {
        let view = trail.body.view
        return trail.view(
            view.with(
                shape: view.shape.removing(0), strides: view.strides.removing(0),
                offset: (view.shape[0] - 1) * view.strides[0]))
    }

    public static var gradient: Gradient<Self> {
        .rule(
            { context throws(TensorError) in
                try context.propagate { inputs throws(TensorError) in
                    try context.operation.composed(inputs)
                }
            },
            fused: { context throws(TensorError) in try context.operation.fusedGradient(context) })
    }

    /// The outputs in tensor operations.
    ///
    /// - Parameter projection: What h is multiplied by after each step, [h, what cells give].
    func composed(
        _ inputs: [Tensor], projection: Tensor? = nil
    ) throws(TensorError) -> [Tensor] {
        let parts = RecurrentInputs(inputs, Self.cell)
        let axis = options.isBatchFirst ? 1 : 0
        let steps = parts.x.size(axis)
        var states = [parts.state] + (parts.cell.map { [$0] } ?? [])
        var outputs = [Tensor?](repeating: nil, count: steps)
        for turn in 0..<steps {
            let place = options.isReversed ? steps - 1 - turn : turn
            let x = try parts.x.narrow(dim: axis, start: place, length: 1).squeeze(dim: axis)
            var gates = try x.matmul(parts.weight.t())
            var recurrent = try states[0].matmul(parts.recurrentWeight.t())
            if let biases = parts.biases {
                gates = try gates + biases.first
                recurrent = try recurrent + biases.second
            }
            states = try Self.step(gates, recurrent, states)
            if let projection { states[0] = try states[0].matmul(projection.t()) }
            outputs[place] = states[0]
        }
        return [try stack(outputs.compactMap { $0 }, dim: axis)] + states
    }

    /// One pass backwards through the sequence, and a product for each weight and for the input.
    private func fusedGradient(_ context: GradientContext<Self>) throws(TensorError) {
        let count = context.inputCount
        let inputs = (0..<count).map { context.input($0) }
        let parts = try compact(inputs)
        let output = context.output(0)
        let dtype = output.dtype
        let sequence = sequence(parts)
        let rows = sequence.steps * sequence.batch
        let (inputWidth, hidden) = (sequence.inputs, sequence.hidden)
        let upstream = try context.upstream(0)?.compact(operation: Self.name)
        let state = try start(context.upstream(1), parts.state)
        let cell = try parts.cell.map { tensor throws(TensorError) in
            try start(context.upstream(2), tensor)
        }
        let slopes = try empty([rows, width(hidden)], dtype)
        let recurrent = try Self.cell.isRecurrentApart ? empty([rows, width(hidden)], dtype) : nil
        let saved = context.saved
        let turns: Shape = [sequence.steps, sequence.batch, width(hidden)]
        sequence.runGradient(
            source(parts), saved.trail, output: output.body.view,
            RecurrentSequence.GradientArrays(
                upstream: upstream?.body.view, state: state.body.view, cell: cell?.body.view,
                gates: slopes.body.view.reshaped(turns),
                recurrent: recurrent?.body.view.reshaped(turns)))
        withExtendedLifetime((upstream, output, saved)) {}
        try context.propagate(to: 1) { () throws(TensorError) in state }
        if let cell { try context.propagate(to: 2) { () throws(TensorError) in cell } }
        try context.propagate(to: 0) { () throws(TensorError) in
            try inputGradient(slopes, parts, sequence)
        }
        let first = RecurrentInputs.firstWeight(Self.cell)
        let states = saved.states.view(
            saved.states.body.view.reshaped([rows, inputWidth + hidden]))
        if recurrent == nil, context.needs(first), context.needs(first + 1) {
            // One product for both, which puts the slopes in order once.
            let sums = try product(slopes, states)
            try context.propagate(to: first) { () throws(TensorError) in
                try columns(sums, 0, inputWidth).copied(operation: Self.name)
            }
            try context.propagate(to: first + 1) { () throws(TensorError) in
                try columns(sums, inputWidth, hidden).copied(operation: Self.name)
            }
        } else {
            try context.propagate(to: first) { () throws(TensorError) in
                try product(slopes, columns(states, 0, inputWidth))
            }
            try context.propagate(to: first + 1) { () throws(TensorError) in
                try product(recurrent ?? slopes, columns(states, inputWidth, hidden))
            }
        }
        guard count > first + 2 else { return }
        let sums = try sumRows(slopes, width(hidden))
        try context.propagate(to: first + 2) { () throws(TensorError) in sums }
        try context.propagate(to: first + 3) { () throws(TensorError) in
            guard let recurrent else { return sums }
            return try sumRows(recurrent, width(hidden))
        }
        withExtendedLifetime(parts) {}
    }

    /// The gradient of the sequence from that of the gates' sums, in the order of turns.
    private func inputGradient(
        _ slopes: Tensor, _ parts: RecurrentInputs, _ sequence: RecurrentSequence
    ) throws(TensorError) -> Tensor {
        let turns = try empty([sequence.steps, sequence.batch, sequence.inputs], slopes.dtype)
        let product = turns.view(turns.body.view.reshaped([slopes.size(0), sequence.inputs]))
        try Matrix(slopes).times(Matrix(parts.weight), into: product)
        if sequence.turnsAreSteps { return turns.view(turns.body.view.reshaped(parts.x.shape)) }
        let result = try empty(parts.x.shape, slopes.dtype)
        sequence.copyTurns(turns.body.view, to: result.body.view)
        return withExtendedLifetime(turns) { result }
    }

    /// Some columns of a matrix.
    private func columns(_ matrix: Tensor, _ first: Int, _ count: Int) -> Tensor {
        let view = matrix.body.view
        return matrix.view(
            view.with(shape: [view.shape[0], count], strides: view.strides, offset: first))
    }

    /// The gradient of a last state, to be written over.
    private func start(_ upstream: Tensor?, _ state: Tensor) throws(TensorError) -> Tensor {
        guard let upstream else { return try .zeros(state.shape, dtype: state.dtype) }
        return try upstream.copied(operation: Self.name)
    }

    /// slopesᵀ · rows.
    private func product(_ slopes: Tensor, _ rows: Tensor) throws(TensorError) -> Tensor {
        let result = try empty([slopes.size(1), rows.size(1)], slopes.dtype)
        try Matrix(slopes).transposed.times(Matrix(rows), into: result)
        return result
    }

    private func sumRows(_ slopes: Tensor, _ width: Int) throws(TensorError) -> Tensor {
        let result = try empty([width], slopes.dtype)
        guard Kernels.Reduction.sumRows(result.body.view, slopes.body.view) else {
            throw .outOfMemory(Self.name, slopes.shape, slopes.dtype)
        }
        return result
    }

    public static var samples: [Sample<Self>] {
        get throws {
            try samples { shape, _, seed in try Samples.values(shape, in: -1...1, seed: seed) }
        }
    }

    /// Samples of both directions and both layouts, with and without biases.
    ///
    /// - Parameter values: The numbers of an input, of which it is said whether it is a weight or
    ///   bias.
    static func samples(
        _ values: (_ shape: Shape, _ isWeight: Bool, _ seed: Int) throws -> Tensor
    ) throws -> [Sample<Self>] {
        let options = [
            RecurrentOptions(), RecurrentOptions(isBatchFirst: true, isReversed: true),
        ]
        return try options.enumerated().flatMap { place, options in
            try [true, false].map { hasBiases in
                let (steps, batch, inputs, hidden) = (3, 2, 2, 3)
                let width = cell.gateCount * hidden
                let sequence: Shape =
                    options.isBatchFirst ? [batch, steps, inputs] : [steps, batch, inputs]
                let states = [Shape](repeating: [batch, hidden], count: cell.hasCellState ? 2 : 1)
                let shapes =
                    [sequence] + states + [[width, inputs], [width, hidden]]
                    + (hasBiases ? [[width], [width]] : [])
                return Sample(
                    "batch first \(options.isBatchFirst), reversed \(options.isReversed), "
                        + "biases \(hasBiases)", Self(options),
                    try shapes.enumerated().map { index, shape in
                        try values(shape, index > states.count, 7 * place + index)
                    })
            }
        }
    }
}
