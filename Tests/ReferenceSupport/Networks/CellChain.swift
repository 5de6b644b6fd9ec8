import Autograd
import Layers

/// Cells of each kind, one after the other in each step.
package final class CellChain: Layer {
    let rnn, relu: RNNCell
    let gru: GRUCell
    let lstm: LSTMCell

    package init(_ inputs: Int, _ hidden: Int) throws {
        rnn = try RNNCell(inputs, hidden)
        relu = try RNNCell(hidden, hidden, bias: false, nonlinearity: .relu)
        gru = try GRUCell(hidden, hidden)
        lstm = try LSTMCell(hidden, hidden)
    }

    package func forward(_ x: Tensor) throws -> Tensor {
        var (first, second, third): (Tensor?, Tensor?, Tensor?)
        var last: (hidden: Tensor, cell: Tensor)?
        for step in try x.unbind(dim: 0) {
            let h = try rnn(step, state: first)
            let r = try relu(h, state: second)
            let g = try gru(r, state: third)
            last = try lstm(g, state: last)
            (first, second, third) = (h, r, g)
        }
        return try cat([first, second, third, last?.hidden, last?.cell].compactMap { $0 }, dim: -1)
    }
}
