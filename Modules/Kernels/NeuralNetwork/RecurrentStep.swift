import RealModule

/// What a step of a recurrent layer works on: the rows of a batch, with `hidden` numbers for each
/// gate. What a cell does not have is not looked at.
public struct RecurrentStepCall: Sendable {
    /// Rows of the batch.
    public var rows: Int
    /// Numbers of the state.
    public var hidden: Int
    /// The gates, one after another: before their functions, changed to what they are after. Those
    /// of the plain cells stay.
    public var gates: MatrixRows
    /// GRU: the state's part of the gates.
    public var recurrent: MatrixRows
    /// The state before the step: c of the LSTM, h of the GRU.
    public var previous: MatrixRows
    /// Gets h too, where the step after reads it or the last one leaves it; may be the state before.
    public var state: MatrixRows?
    /// Gets c of the LSTM; of the GRU the third gate's state part.
    public var more: MatrixRows
    /// Gets h; that of the plain cells may be the gates.
    public var output: MatrixRows
    /// Rows that are read after the step: a kernel may ask the memory for them early.
    public var soon: MatrixRows?
    /// Numbers of a row of these.
    public var soonCount = 0

    public init(
        rows: Int, hidden: Int, gates: MatrixRows, recurrent: MatrixRows,
        previous: MatrixRows, more: MatrixRows, output: MatrixRows, state: MatrixRows? = nil
    ) {
        (self.rows, self.hidden) = (rows, hidden)
        (self.gates, self.recurrent, self.previous) = (gates, recurrent, previous)
        (self.more, self.output, self.state) = (more, output, state)
    }

    /// Brings h of a row, after which the row's state before is not looked at, to its second place.
    func copyToState<T>(_ row: Int, _: T.Type) {
        state?.row(row, T.self).update(from: output.row(row, T.self), count: hidden)
    }
}

/// A kernel for a step of a recurrent layer, from the gates' sums on.
public struct RecurrentStep: Sendable {
    /// Works on one step.
    public typealias Run = @Sendable (RecurrentStepCall) -> Void

    /// Works on one step.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    static let lstm = Kernel<RecurrentStep>("lstm") { dtype in
        switch dtype {
        case .float32: lstm(Float.self)
        case .float64: lstm(Double.self)
        default: nil
        }
    }

    static let gru = Kernel<RecurrentStep>("gru") { dtype in
        switch dtype {
        case .float32: gru(Float.self)
        case .float64: gru(Double.self)
        default: nil
        }
    }

    static let rnnTanh = Kernel<RecurrentStep>("rnnTanh") { dtype in
        switch dtype {
        case .float32: plain(Float.self) { Float.tanh($0) }
        case .float64: plain(Double.self) { Double.tanh($0) }
        default: nil
        }
    }

    static let rnnRelu = Kernel<RecurrentStep>("rnnRelu") { dtype in
        switch dtype {
        case .float32: plain(Float.self) { $0 < 0 ? 0 : $0 }
        case .float64: plain(Double.self) { $0 < 0 ? 0 : $0 }
        default: nil
        }
    }

    private static func lstm<T: Real & Sendable>(_: T.Type) -> RecurrentStep {
        RecurrentStep { call in
            let n = call.hidden
            for row in 0..<call.rows {
                // Each row has `hidden` numbers of T, that of the gates four times as many.
                let gates = call.gates.row(row, T.self)
                let previous = call.previous.row(row, T.self)
                let (cell, output) = (call.more.row(row, T.self), call.output.row(row, T.self))
                for j in 0..<n {
                    let (input, forget) = (logistic(gates[j]), logistic(gates[n + j]))
                    let (candidate, out) = (T.tanh(gates[2 * n + j]), logistic(gates[3 * n + j]))
                    let c = forget * previous[j] + input * candidate
                    (gates[j], gates[n + j]) = (input, forget)
                    (gates[2 * n + j], gates[3 * n + j]) = (candidate, out)
                    cell[j] = c
                    output[j] = out * T.tanh(c)
                }
                call.copyToState(row, T.self)
            }
        }
    }

    private static func gru<T: Real & Sendable>(_: T.Type) -> RecurrentStep {
        RecurrentStep { call in
            let n = call.hidden
            for row in 0..<call.rows {
                // Each row has `hidden` numbers of T, those of both parts three times as many.
                let gates = call.gates.row(row, T.self)
                let recurrent = call.recurrent.row(row, T.self)
                let previous = call.previous.row(row, T.self)
                let (more, output) = (call.more.row(row, T.self), call.output.row(row, T.self))
                for j in 0..<n {
                    let reset = logistic(gates[j] + recurrent[j])
                    let update = logistic(gates[n + j] + recurrent[n + j])
                    let part = recurrent[2 * n + j]
                    let candidate = T.tanh(gates[2 * n + j] + reset * part)
                    let h = candidate + update * (previous[j] - candidate)
                    (gates[j], gates[n + j], gates[2 * n + j]) = (reset, update, candidate)
                    more[j] = part
                    output[j] = h
                }
                call.copyToState(row, T.self)
            }
        }
    }

    private static func plain<T: Real & Sendable>(
        _: T.Type, _ function: @escaping @Sendable (T) -> T
    ) -> RecurrentStep {
        RecurrentStep { call in
            for row in 0..<call.rows {
                // Both rows have `hidden` numbers of T.
                let (gates, output) = (call.gates.row(row, T.self), call.output.row(row, T.self))
                for j in 0..<call.hidden { output[j] = function(gates[j]) }
                call.copyToState(row, T.self)
            }
        }
    }
}
