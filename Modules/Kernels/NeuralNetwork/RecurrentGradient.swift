import RealModule

/// What the gradient of a step of a recurrent layer works on; see ``RecurrentStepCall``. What a
/// cell does not have is not looked at.
public struct RecurrentGradientCall: Sendable {
    /// Rows of the batch.
    public var rows: Int
    /// Numbers of the state.
    public var hidden: Int
    /// The gates after their functions; of the plain cells h.
    public var gates: MatrixRows
    /// The state before the step: c of the LSTM, h of the GRU.
    public var previous: MatrixRows
    /// c of the LSTM; of the GRU the third gate's state part.
    public var more: MatrixRows
    /// The gradient of the step's output, nil where there is none.
    public var upstream: MatrixRows?
    /// The gradient of h from the steps after; of the GRU changed to what reaches the h before past
    /// the gates.
    public var state: MatrixRows
    /// LSTM: the gradient of c, changed to that of the c before.
    public var cell: MatrixRows
    /// Gets the gradient of the input's part of the gates.
    public var gateGradient: MatrixRows
    /// GRU: gets the gradient of the state's part.
    public var recurrentGradient: MatrixRows

    public init(
        rows: Int, hidden: Int, gates: MatrixRows, previous: MatrixRows, more: MatrixRows,
        upstream: MatrixRows?, state: MatrixRows, cell: MatrixRows,
        gateGradient: MatrixRows, recurrentGradient: MatrixRows
    ) {
        (self.rows, self.hidden) = (rows, hidden)
        (self.gates, self.previous, self.more) = (gates, previous, more)
        (self.upstream, self.state, self.cell) = (upstream, state, cell)
        (self.gateGradient, self.recurrentGradient) = (gateGradient, recurrentGradient)
    }

    /// The gradient of a number of h, from the output and from the steps after.
    @inline(__always)
    fileprivate func total<T: Real>(
        _ upstream: UnsafeMutablePointer<T>?, _ state: UnsafeMutablePointer<T>, _ j: Int
    ) -> T {
        upstream.map { $0[j] + state[j] } ?? state[j]
    }
}

/// A kernel for the gradient of a step of a recurrent layer, down to the gates' sums.
public struct RecurrentGradient: Sendable {
    /// Works on one step.
    public typealias Run = @Sendable (RecurrentGradientCall) -> Void

    /// Works on one step.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    static let lstm = Kernel<RecurrentGradient>("lstm.gradient") { dtype in
        switch dtype {
        case .float32: lstm(Float.self)
        case .float64: lstm(Double.self)
        default: nil
        }
    }

    static let gru = Kernel<RecurrentGradient>("gru.gradient") { dtype in
        switch dtype {
        case .float32: gru(Float.self)
        case .float64: gru(Double.self)
        default: nil
        }
    }

    static let rnnTanh = Kernel<RecurrentGradient>("rnnTanh.gradient") { dtype in
        switch dtype {
        case .float32: plain(Float.self) { $0 * (1 - $1 * $1) }
        case .float64: plain(Double.self) { $0 * (1 - $1 * $1) }
        default: nil
        }
    }

    static let rnnRelu = Kernel<RecurrentGradient>("rnnRelu.gradient") { dtype in
        switch dtype {
        case .float32: plain(Float.self) { $1 <= 0 ? 0 : $0 }
        case .float64: plain(Double.self) { $1 <= 0 ? 0 : $0 }
        default: nil
        }
    }

    private static func lstm<T: Real & Sendable>(_: T.Type) -> RecurrentGradient {
        RecurrentGradient { call in
            let n = call.hidden
            for row in 0..<call.rows {
                // Each row has `hidden` numbers of T, those of the gates four times as many.
                let gates = call.gates.row(row, T.self)
                let (previous, more) = (call.previous.row(row, T.self), call.more.row(row, T.self))
                let upstream = call.upstream?.row(row, T.self)
                let (state, cell) = (call.state.row(row, T.self), call.cell.row(row, T.self))
                let slope = call.gateGradient.row(row, T.self)
                for j in 0..<n {
                    let (input, forget) = (gates[j], gates[n + j])
                    let (candidate, out) = (gates[2 * n + j], gates[3 * n + j])
                    let dh = call.total(upstream, state, j)
                    let tanh = T.tanh(more[j])
                    let dc = cell[j] + dh * out * (1 - tanh * tanh)
                    slope[j] = dc * candidate * (input * (1 - input))
                    slope[n + j] = dc * previous[j] * (forget * (1 - forget))
                    slope[2 * n + j] = dc * input * (1 - candidate * candidate)
                    slope[3 * n + j] = dh * tanh * (out * (1 - out))
                    cell[j] = dc * forget
                }
            }
        }
    }

    private static func gru<T: Real & Sendable>(_: T.Type) -> RecurrentGradient {
        RecurrentGradient { call in
            let n = call.hidden
            for row in 0..<call.rows {
                // Each row has `hidden` numbers of T, those of the gates three times as many.
                let gates = call.gates.row(row, T.self)
                let (previous, more) = (call.previous.row(row, T.self), call.more.row(row, T.self))
                let upstream = call.upstream?.row(row, T.self)
                let state = call.state.row(row, T.self)
                let slope = call.gateGradient.row(row, T.self)
                let recurrent = call.recurrentGradient.row(row, T.self)
                for j in 0..<n {
                    let (reset, update, candidate) = (gates[j], gates[n + j], gates[2 * n + j])
                    let dh = call.total(upstream, state, j)
                    let dn = dh * (1 - update) * (1 - candidate * candidate)
                    let dz = dh * (previous[j] - candidate) * (update * (1 - update))
                    let dr = dn * more[j] * (reset * (1 - reset))
                    (slope[j], slope[n + j], slope[2 * n + j]) = (dr, dz, dn)
                    (recurrent[j], recurrent[n + j], recurrent[2 * n + j]) = (dr, dz, dn * reset)
                    state[j] = dh * update
                }
            }
        }
    }

    private static func plain<T: Real & Sendable>(
        _: T.Type, _ pullback: @escaping @Sendable (T, T) -> T
    ) -> RecurrentGradient {
        RecurrentGradient { call in
            for row in 0..<call.rows {
                // Each row has `hidden` numbers of T.
                let (gates, state) = (call.gates.row(row, T.self), call.state.row(row, T.self))
                let upstream = call.upstream?.row(row, T.self)
                let slope = call.gateGradient.row(row, T.self)
                for j in 0..<call.hidden {
                    slope[j] = pullback(call.total(upstream, state, j), gates[j])
                }
            }
        }
    }
}
