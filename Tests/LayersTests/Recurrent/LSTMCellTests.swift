import Layers
import TestSupport
import Testing

struct LSTMCellTests {
    /// A cell's steps are those of the layer with the same weights.
    @Test func stepsAreThoseOfTheSequence() throws {
        let (cell, sequence) = (try makeDouble(LSTMCell(2, 3)), try makeDouble(LSTM(2, 3)))
        for (a, b) in zip(sequence.parameters(), cell.parameters()) { a.value = b.value.detach() }
        let x = try sample([3, 2, 2])
        let (expected, last) = try sequence(x, state: nil)
        var state: (hidden: Tensor, cell: Tensor)?
        for step in 0..<3 {
            state = try cell(x[step], state: state)
            #expect(near(state?.hidden.values ?? [], try expected[step].values, within: 1e-14))
        }
        #expect(near(state?.cell.values ?? [], last.cell.values, within: 1e-14))
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let cell = try LSTMCell(2, 3)
        #expect(cell.stateDict().map { $0.tensor.shape[0] } == [12, 12, 12, 12])
        let zeros = try Tensor.zeros(2, 3)
        #expect(
            errorText { _ = try cell(.zeros(2, 2), state: (zeros, .zeros(2, 2))) }
                == "LSTMCell: expected states [2, 3]; got [2, 2]. (in LSTMCell)")
    }
}
