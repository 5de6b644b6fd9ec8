/// A recurrent layer's way through a sequence: a turn for each step, in which the inputs and the state
/// are multiplied by their weights and the cells' kernel runs.
///
/// The batch is cut into blocks of rows, by the sizes alone, that go through the whole sequence on
/// their own: threads need not wait for each other at every step, and what a turn works on stays in
/// the caches. A batch of a single block has too few rows for good products; that with the inputs is
/// then one for all turns, ahead of them.
public struct RecurrentSequence: Sendable {
    /// The kind of cell.
    public let cell: RecurrentCell
    /// Steps, rows of the batch, numbers of an input and of the state.
    public let steps, batch, inputs, hidden: Int
    /// Whether sequences are [batch, steps, …] instead of [steps, batch, …].
    public let isBatchFirst: Bool
    /// Whether the last step comes first.
    public let isReversed: Bool

    public init(
        _ cell: RecurrentCell, steps: Int, batch: Int, inputs: Int, hidden: Int, isBatchFirst: Bool,
        isReversed: Bool
    ) {
        self.cell = cell
        (self.steps, self.batch) = (steps, batch)
        (self.inputs, self.hidden) = (inputs, hidden)
        (self.isBatchFirst, self.isReversed) = (isBatchFirst, isReversed)
    }

    /// What the layer reads, all contiguous.
    public struct Inputs: Sendable {
        /// The inputs, [steps, batch, inputs].
        public var sequence: ArrayView
        /// h at first, [batch, hidden].
        public var state: ArrayView
        /// LSTM: c at first, [batch, hidden].
        public var cell: ArrayView?
        /// The inputs' weight, [gates · hidden, inputs], and the state's, [gates · hidden, hidden].
        public var weight, recurrentWeight: ArrayView
        /// The blocks that they lie in, which keep them in order for more sequences.
        public var weightBlock, recurrentWeightBlock: Storage?
        /// What is added to the input's part of the gates, [gates · hidden], and of the GRU to the
        /// state's.
        public var bias, recurrentBias: ArrayView?

        public init(
            sequence: ArrayView, state: ArrayView, cell: ArrayView?, weight: ArrayView,
            recurrentWeight: ArrayView, weightBlock: Storage? = nil,
            recurrentWeightBlock: Storage? = nil, bias: ArrayView? = nil,
            recurrentBias: ArrayView? = nil
        ) {
            (self.sequence, self.state, self.cell) = (sequence, state, cell)
            (self.weight, self.recurrentWeight) = (weight, recurrentWeight)
            (self.weightBlock, self.recurrentWeightBlock) = (weightBlock, recurrentWeightBlock)
            (self.bias, self.recurrentBias) = (bias, recurrentBias)
        }
    }

    /// What turns leave, [turns, batch, …] each and contiguous: of every turn, for the gradient, or
    /// of the last one, when there is a single place.
    public struct Trail: Sendable {
        /// The gates after their functions, [turns, batch, gates · hidden]; not those of the plain
        /// cells.
        public var gates: ArrayView
        /// c of the LSTM and the GRU's third state part after each turn, [turns, batch, hidden].
        public var more: ArrayView?
        /// The input and the state before each turn, [turns, batch, inputs + hidden].
        public var states: ArrayView

        public init(gates: ArrayView, more: ArrayView?, states: ArrayView) {
            (self.gates, self.more, self.states) = (gates, more, states)
        }
    }

    /// What the gradient reads and writes beside that, all contiguous.
    public struct GradientArrays: Sendable {
        /// The gradient of the output, [steps, batch, hidden], or nil.
        public var upstream: ArrayView?
        /// The gradient of the last h, changed to that of the first, [batch, hidden].
        public var state: ArrayView
        /// LSTM: the gradient of the last c, changed to that of the first, [batch, hidden].
        public var cell: ArrayView?
        /// Gets the gradient of the input's part of the gates, [turns, batch, gates · hidden].
        public var gates: ArrayView
        /// GRU: gets the gradient of the state's part.
        public var recurrent: ArrayView?

        public init(
            upstream: ArrayView?, state: ArrayView, cell: ArrayView?, gates: ArrayView,
            recurrent: ArrayView?
        ) {
            (self.upstream, self.state, self.cell) = (upstream, state, cell)
            (self.gates, self.recurrent) = (gates, recurrent)
        }
    }

    /// How many turns a trail's gates and states have places for at least.
    ///
    /// - Parameter isKept: Whether a gradient may be asked for.
    public func turnCount(isKept: Bool) -> Int { isKept || isInputAhead ? steps : 1 }

    /// Numbers of the input and the state together.
    private var reach: Int { inputs + hidden }

    /// Numbers of all gates.
    private var width: Int { cell.gateCount * hidden }

    /// The rows of an array [steps, batch, …] in a turn, from a row of the batch on.
    private func rows(sequence view: ArrayView, turn: Int, from row: Int, width: Int) -> MatrixRows
    {
        let step = isReversed ? steps - 1 - turn : turn
        return isBatchFirst
            ? MatrixRows(
                view.advanced(by: (row * steps + step) * width), stride: steps * width)
            : MatrixRows(view.advanced(by: (step * batch + row) * width), stride: width)
    }

    /// The rows of an array [turns, batch, …], or of one with a single place.
    private func rows(trail view: ArrayView, turn: Int, from row: Int, width: Int) -> MatrixRows {
        let place = view.shape[0] == 1 ? 0 : turn
        return MatrixRows(view.advanced(by: (place * batch + row) * width), stride: width)
    }

    /// The rows of an array [batch, hidden].
    private func rows(_ view: ArrayView, from row: Int) -> MatrixRows {
        MatrixRows(view.advanced(by: row * hidden), stride: hidden)
    }

    /// h before a turn, beside the turn's inputs.
    private func state(_ trail: Trail, turn: Int, from row: Int) -> MatrixRows {
        rows(trail: trail.states, turn: turn, from: row, width: reach)
            .from(row: 0, column: inputs, trail.states.dtype)
    }

    /// The state before a turn that the cell's kernel looks at.
    private func previous(
        _ source: Inputs, _ trail: Trail, turn: Int, from row: Int
    ) -> MatrixRows {
        if let cell = source.cell, let more = trail.more {
            return turn == 0
                ? rows(cell, from: row)
                : rows(trail: more, turn: turn - 1, from: row, width: hidden)
        }
        return state(trail, turn: turn, from: row)
    }

    /// Goes through the sequence and writes h after each step to `output`, [steps, batch, hidden],
    /// and that of the last turn to `last` too, [batch, hidden], contiguous.
    ///
    /// - Returns: Whether there was memory for what lies between.
    public func run(
        _ source: Inputs, _ trail: Trail, output: ArrayView, last: ArrayView
    ) -> Bool {
        let dtype = output.dtype
        guard let step = cell.step(dtype), let gemm = GEMM.kernel(dtype) else {
            preconditionFailure("\(cell): no kernel for \(dtype)")
        }
        var scratch: Storage?
        if cell.isRecurrentApart {
            scratch = Storage.allocate(byteCount: batch * width * dtype.byteCount)
            guard scratch != nil else { return false }
        }
        let apart = scratch.map {
            ArrayView(pointer: $0.pointer, shape: [1, batch, width], dtype: dtype)
        }
        let products = products(source, trail, gemm, dtype)
        forEachBlock { range in
            let (first, count) = (range.lowerBound, range.count)
            for turn in 0..<steps {
                let gates = rows(trail: trail.gates, turn: turn, from: first, width: width)
                let states = rows(trail: trail.states, turn: turn, from: first, width: reach)
                let h = state(trail, turn: turn, from: first)
                if turn == 0 {
                    h.copy(rows(source.state, from: first), rows: count, columns: hidden, dtype)
                }
                if !isInputAhead { copyInput(source, trail, turn: turn, range) }
                products.input?.run(count, states, into: gates)
                let sums =
                    apart.map { rows(trail: $0, turn: 0, from: first, width: width) } ?? gates
                let product = turn == 0 ? products.first ?? products.last : products.last
                product.run(count, isOneProduct ? states : h, into: sums)
                let result = rows(sequence: output, turn: turn, from: first, width: hidden)
                var call = RecurrentStepCall(
                    rows: count, hidden: hidden, gates: gates, recurrent: sums,
                    previous: previous(source, trail, turn: turn, from: first),
                    more: trail.more.map {
                        rows(trail: $0, turn: turn, from: first, width: hidden)
                    } ?? result, output: result,
                    state: turn + 1 < steps
                        ? state(trail, turn: turn + 1, from: first) : rows(last, from: first))
                if turn + 1 < steps, !isInputAhead {
                    call.soon = rows(
                        sequence: source.sequence, turn: turn + 1, from: first, width: inputs)
                    call.soonCount = inputs
                }
                step.run(call)
            }
        }
        return withExtendedLifetime(scratch) { true }
    }

    /// A product that each turn makes with rows of its own.
    private struct Product: Sendable {
        let call: GEMMCall
        let weight: PackedFactor

        func run(_ rows: Int, _ a: MatrixRows, into c: MatrixRows) {
            var call = call
            call.m = rows
            (call.a, call.lda) = (UnsafeRawPointer(a.pointer), a.stride)
            (call.c, call.ldc) = (c.pointer, c.stride)
            weight.multiply(call)
        }
    }

    /// The products of a turn: the inputs', where they have one, and the state's or that of both, in
    /// whose place the first turn may have another.
    private func products(
        _ source: Inputs, _ trail: Trail, _ gemm: GEMM, _ dtype: DType
    ) -> (first: Product?, input: Product?, last: Product) {
        let isApart = cell.isRecurrentApart
        var product = GEMMCall(
            transposeB: true, m: batch, n: width, k: inputs, a: trail.states.pointer, lda: reach,
            b: source.weight.pointer, ldb: inputs, c: trail.gates.pointer, ldc: width,
            bias: source.bias.map { UnsafeRawPointer($0.pointer) })
        let recurrentProduct = GEMMCall(
            transposeB: true, m: batch, n: width, k: hidden, a: trail.states.pointer, lda: reach,
            b: source.recurrentWeight.pointer, ldb: hidden, c: trail.gates.pointer, ldc: width,
            beta: isApart ? 0 : 1,
            bias: isApart ? source.recurrentBias.map { UnsafeRawPointer($0.pointer) } : nil)
        if isOneProduct {
            var both = product
            both.k = reach
            let kept = PackedFactor.kept(
                rightOf: both, endingIn: recurrentProduct, rows: steps * batch, gemm, dtype,
                in: source.weightBlock, lowerIn: source.recurrentWeightBlock)
            let weight =
                kept
                ?? .right(
                    of: both, endingIn: recurrentProduct, rows: steps * batch, gemm, dtype)
            // A state of 0 adds nothing to the inputs' product. Not worth an order of its own, nor
            // a look at the weights for each sequence: a kept factor has looked once.
            let alone =
                kept?.isLowerFinite == true && isZero(source.state)
                ? PackedFactor.kept(
                    rightOf: product, rows: steps * batch, gemm, dtype, in: source.weightBlock)
                : nil
            return (
                alone.map { Product(call: product, weight: $0) }, nil,
                Product(call: both, weight: weight)
            )
        }
        let last = Product(
            call: recurrentProduct,
            weight: PackedFactor.right(
                of: recurrentProduct, rows: steps * batch, gemm, dtype,
                in: source.recurrentWeightBlock))
        guard isInputAhead else {
            let weight = PackedFactor.right(
                of: product, rows: steps * batch, gemm, dtype, in: source.weightBlock)
            return (nil, Product(call: product, weight: weight), last)
        }
        for turn in 0..<steps { copyInput(source, trail, turn: turn, 0..<batch) }
        product.m = steps * batch
        if product.m > 0 { gemm(product, dtype: dtype, rightIn: source.weightBlock) }
        return (nil, nil, last)
    }

    /// Whether an array has nothing but +0.
    private func isZero(_ view: ArrayView) -> Bool {
        // Contiguous, and its elements are of four or eight bytes.
        let words = UnsafeRawBufferPointer(
            start: view.pointer, count: batch * hidden * view.dtype.byteCount
        ).bindMemory(to: UInt32.self)
        return words.reduce(0, |) == 0
    }

    /// Puts the inputs of a turn beside the state.
    private func copyInput(_ source: Inputs, _ trail: Trail, turn: Int, _ range: Range<Int>) {
        rows(trail: trail.states, turn: turn, from: range.lowerBound, width: reach).copy(
            rows(sequence: source.sequence, turn: turn, from: range.lowerBound, width: inputs),
            rows: range.count, columns: inputs, trail.states.dtype)
    }

    /// Goes through the sequence backwards, down to the gates' sums and the first state.
    ///
    /// - Parameters:
    ///   - trail: What ``run(_:_:output:)`` left, every turn of it.
    ///   - output: What it wrote.
    public func runGradient(
        _ source: Inputs, _ trail: Trail, output: ArrayView, _ gradients: GradientArrays
    ) {
        let dtype = output.dtype
        guard let step = cell.gradient(dtype), let gemm = GEMM.kernel(dtype) else {
            preconditionFailure("\(cell): no gradient kernel for \(dtype)")
        }
        let product = GEMMCall(
            m: batch, n: hidden, k: width, a: gradients.gates.pointer, lda: width,
            b: source.recurrentWeight.pointer, ldb: hidden, c: gradients.state.pointer, ldc: hidden,
            beta: cell.isRecurrentApart ? 1 : 0)
        let stateProduct = Product(
            call: product,
            weight: PackedFactor.right(of: product, rows: steps * batch, gemm, dtype))
        forEachBlock { range in
            let (first, count) = (range.lowerBound, range.count)
            let state = rows(gradients.state, from: first)
            for turn in (0..<steps).reversed() {
                let gates =
                    cell.keepsMore
                    ? rows(trail: trail.gates, turn: turn, from: first, width: width)
                    : rows(sequence: output, turn: turn, from: first, width: width)
                let slopes = rows(trail: gradients.gates, turn: turn, from: first, width: width)
                let sums =
                    gradients.recurrent.map {
                        rows(trail: $0, turn: turn, from: first, width: width)
                    } ?? slopes
                step.run(
                    RecurrentGradientCall(
                        rows: count, hidden: hidden, gates: gates,
                        previous: previous(source, trail, turn: turn, from: first),
                        more: trail.more.map {
                            rows(trail: $0, turn: turn, from: first, width: hidden)
                        } ?? gates,
                        upstream: gradients.upstream.map {
                            rows(sequence: $0, turn: turn, from: first, width: hidden)
                        }, state: state,
                        cell: gradients.cell.map { rows($0, from: first) } ?? state,
                        gateGradient: slopes, recurrentGradient: sums))
                stateProduct.run(count, sums, into: state)
            }
        }
    }

    /// Whether arrays [turns, batch, …] and [steps, batch, …] have the same order.
    public var turnsAreSteps: Bool { !isReversed && (!isBatchFirst || batch == 1 || steps == 1) }

    /// Puts an array [turns, batch, …] into the order [steps, batch, …].
    public func copyTurns(_ turns: ArrayView, to sequence: ArrayView) {
        let width = turns.shape[2]
        Elementwise.parallelRanges(batch, grain: max(1, 16_384 / max(steps * width, 1))) { range in
            for turn in 0..<steps {
                rows(sequence: sequence, turn: turn, from: range.lowerBound, width: width).copy(
                    rows(trail: turns, turn: turn, from: range.lowerBound, width: width),
                    rows: range.count, columns: width, turns.dtype)
            }
        }
    }

    /// Rows of a block. Halves of at least 8 rows and at most 32: fewer leave the product's kernel
    /// idle.
    private var blockRows: Int {
        let work = steps * batch * width * reach
        return work < 1 << 20 ? max(batch, 1) : min(32, max(8, (batch + 1) / 2))
    }

    /// Whether the inputs' product is one for all turns.
    private var isInputAhead: Bool { batch <= blockRows }

    /// Whether inputs and state are multiplied at once, by their weights one below the other: gates are
    /// written once in a turn, and read by the cells alone.
    private var isOneProduct: Bool { !isInputAhead && !cell.isRecurrentApart }

    /// Calls `body` with the rows of each block.
    private func forEachBlock(_ body: @Sendable (Range<Int>) -> Void) {
        Elementwise.parallelRanges(batch, grain: blockRows) { range in
            if !range.isEmpty { body(range) }
        }
    }
}
