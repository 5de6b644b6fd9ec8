/// A recurrent layer's way through a sequence: a product of the state with its weight and a kernel
/// for each step.
///
/// The batch is cut into blocks of rows, by the sizes alone, that go through the whole sequence on
/// their own: threads need not wait for each other at every step.
public struct RecurrentSequence: Sendable {
    /// The kind of cell.
    public let cell: RecurrentCell
    /// Steps, rows of the batch, numbers of the state.
    public let steps, batch, hidden: Int
    /// Whether arrays are [batch, steps, …] instead of [steps, batch, …].
    public let isBatchFirst: Bool
    /// Whether the last step comes first.
    public let isReversed: Bool

    public init(
        _ cell: RecurrentCell, steps: Int, batch: Int, hidden: Int, isBatchFirst: Bool,
        isReversed: Bool
    ) {
        self.cell = cell
        (self.steps, self.batch, self.hidden) = (steps, batch, hidden)
        (self.isBatchFirst, self.isReversed) = (isBatchFirst, isReversed)
    }

    /// What the forward pass reads and writes, all contiguous.
    public struct Arrays: Sendable {
        /// The input's part of the gates, [steps, batch, gates · hidden]; changed to the gates after
        /// their functions. Of the plain cells the output.
        public var gates: ArrayView
        /// c of the LSTM and the GRU's third state part after each step, [steps, batch, hidden].
        public var more: ArrayView?
        /// h after each step, [steps, batch, hidden].
        public var output: ArrayView
        /// h at first, [batch, hidden].
        public var state: ArrayView
        /// LSTM: c at first, [batch, hidden].
        public var cell: ArrayView?
        /// The state's weight, [gates · hidden, hidden].
        public var weight: ArrayView

        public init(
            gates: ArrayView, more: ArrayView?, output: ArrayView, state: ArrayView,
            cell: ArrayView?, weight: ArrayView
        ) {
            (self.gates, self.more, self.output) = (gates, more, output)
            (self.state, self.cell, self.weight) = (state, cell, weight)
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
        /// Gets the gradient of the input's part of the gates, [steps, batch, gates · hidden].
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

    /// The place of the step that comes in a turn.
    private func place(_ turn: Int) -> Int { isReversed ? steps - 1 - turn : turn }

    /// The numbers of a step, from a row of the batch on.
    private func rows(_ view: ArrayView, turn: Int, from row: Int, width: Int) -> MatrixRows {
        let step = place(turn)
        return isBatchFirst
            ? MatrixRows(
                view.advanced(by: (row * steps + step) * width), stride: steps * width)
            : MatrixRows(view.advanced(by: (step * batch + row) * width), stride: width)
    }

    /// The rows of an array [batch, width] from one on.
    private func rows(_ view: ArrayView, from row: Int, width: Int) -> MatrixRows {
        MatrixRows(view.advanced(by: row * width), stride: width)
    }

    /// What `view` holds before a turn: what is there after the one before, or at first `start`.
    private func previous(
        _ view: ArrayView, _ start: ArrayView, turn: Int, from row: Int
    ) -> MatrixRows {
        turn == 0
            ? rows(start, from: row, width: hidden)
            : rows(view, turn: turn - 1, from: row, width: hidden)
    }

    /// The state before a turn that the cell's kernel looks at.
    private func keptState(_ arrays: Arrays, turn: Int, from row: Int) -> MatrixRows {
        if let more = arrays.more, let cell = arrays.cell {
            return previous(more, cell, turn: turn, from: row)
        }
        return previous(arrays.output, arrays.state, turn: turn, from: row)
    }

    /// Goes through the sequence.
    ///
    /// - Parameter bias: GRU: the state's bias, [gates · hidden].
    /// - Returns: Whether there was memory for what lies between.
    public func run(_ arrays: Arrays, bias: ArrayView? = nil) -> Bool {
        let dtype = arrays.output.dtype
        let width = cell.gateCount * hidden
        guard let step = cell.step(dtype), let gemm = GEMM.kernel(dtype) else {
            preconditionFailure("\(cell): no kernel for \(dtype)")
        }
        var scratch: Storage?
        if cell.isRecurrentApart {
            scratch = Storage.allocate(byteCount: batch * width * dtype.byteCount)
            guard scratch != nil else { return false }
        }
        let apart = scratch.map {
            ArrayView(pointer: $0.pointer, shape: [batch, width], dtype: dtype)
        }
        let product = GEMMCall(
            transposeB: true, m: batch, n: width, k: hidden, a: arrays.output.pointer, lda: hidden,
            b: arrays.weight.pointer, ldb: hidden, c: arrays.gates.pointer, ldc: width,
            beta: apart == nil ? 1 : 0,
            bias: apart == nil ? nil : bias.map { UnsafeRawPointer($0.pointer) })
        let weight = PackedFactor(rightOf: product, rows: steps * batch, gemm, dtype)
        forEachBlock { first, count in
            for turn in 0..<steps {
                let gates = rows(arrays.gates, turn: turn, from: first, width: width)
                let h = previous(arrays.output, arrays.state, turn: turn, from: first)
                let sums = apart.map { rows($0, from: first, width: width) } ?? gates
                weight.multiply(product.of(count, h, into: sums))
                let output = rows(arrays.output, turn: turn, from: first, width: hidden)
                step.run(
                    RecurrentStepCall(
                        rows: count, hidden: hidden, gates: gates, recurrent: sums,
                        previous: keptState(arrays, turn: turn, from: first),
                        more: arrays.more.map { rows($0, turn: turn, from: first, width: hidden) }
                            ?? output, output: output))
            }
        }
        return withExtendedLifetime(scratch) { true }
    }

    /// Goes through the sequence backwards, down to the gates' sums and the first state.
    public func runGradient(_ arrays: Arrays, _ gradients: GradientArrays) {
        let dtype = arrays.output.dtype
        let width = cell.gateCount * hidden
        guard let step = cell.gradient(dtype), let gemm = GEMM.kernel(dtype) else {
            preconditionFailure("\(cell): no gradient kernel for \(dtype)")
        }
        let product = GEMMCall(
            m: batch, n: hidden, k: width, a: arrays.gates.pointer, lda: width,
            b: arrays.weight.pointer, ldb: hidden, c: gradients.state.pointer, ldc: hidden,
            beta: cell.isRecurrentApart ? 1 : 0)
        let weight = PackedFactor(rightOf: product, rows: steps * batch, gemm, dtype)
        forEachBlock { first, count in
            let state = rows(gradients.state, from: first, width: hidden)
            for turn in (0..<steps).reversed() {
                let gates = rows(arrays.gates, turn: turn, from: first, width: width)
                let slopes = rows(gradients.gates, turn: turn, from: first, width: width)
                let sums =
                    gradients.recurrent.map { rows($0, turn: turn, from: first, width: width) }
                    ?? slopes
                step.run(
                    RecurrentGradientCall(
                        rows: count, hidden: hidden, gates: gates,
                        previous: keptState(arrays, turn: turn, from: first),
                        more: arrays.more.map { rows($0, turn: turn, from: first, width: hidden) }
                            ?? gates,
                        upstream: gradients.upstream.map {
                            rows($0, turn: turn, from: first, width: hidden)
                        }, state: state,
                        cell: gradients.cell.map { rows($0, from: first, width: hidden) } ?? state,
                        gateGradient: slopes, recurrentGradient: sums))
                weight.multiply(product.of(count, sums, into: state))
            }
        }
    }

    /// What the state was before each step, [steps, batch, hidden] in the output's order.
    public func copyPrevious(_ target: ArrayView, output: ArrayView, state: ArrayView) {
        let bytes = hidden * target.dtype.byteCount
        Elementwise.parallelRanges(batch, grain: max(1, 65_536 / max(steps * bytes, 1))) { range in
            for row in range {
                for turn in 0..<steps {
                    rows(target, turn: turn, from: row, width: hidden).pointer.copyMemory(
                        from: previous(output, state, turn: turn, from: row).pointer,
                        byteCount: bytes)
                }
            }
        }
    }

    /// Calls `body` with the first row and the number of rows of each block.
    private func forEachBlock(_ body: @Sendable (Int, Int) -> Void) {
        let work = steps * batch * cell.gateCount * hidden * hidden
        // Halves of at least 8 rows and at most 32: fewer leave the product's kernel idle.
        let rows = work < 1 << 20 ? batch : min(32, max(8, (batch + 1) / 2))
        Elementwise.parallelRanges(batch, grain: max(rows, 1)) { range in
            if !range.isEmpty { body(range.lowerBound, range.count) }
        }
    }
}

extension GEMMCall {
    /// The call on other rows.
    fileprivate func of(_ rows: Int, _ a: MatrixRows, into c: MatrixRows) -> GEMMCall {
        var call = self
        call.m = rows
        (call.a, call.lda) = (UnsafeRawPointer(a.pointer), a.stride)
        (call.c, call.ldc) = (c.pointer, c.stride)
        return call
    }
}
