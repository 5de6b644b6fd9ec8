import Layers
import TestSupport
import Testing

struct GRUCellTests {
    /// A cell's steps are those of the layer with the same weights.
    @Test func stepsAreThoseOfTheSequence() throws {
        let (cell, sequence) = (try makeDouble(GRUCell(2, 3)), try makeDouble(GRU(2, 3)))
        for (a, b) in zip(sequence.parameters(), cell.parameters()) { a.value = b.value.detach() }
        let x = try sample([3, 2, 2])
        let expected = try sequence(x)
        var state: Tensor?
        for step in 0..<3 {
            state = try cell(x[step], state: state)
            #expect(near(state?.values ?? [], try expected[step].values, within: 1e-14))
        }
        #expect(near(try cell(x[0]).values, try expected[0].values, within: 1e-14))
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let cell = try GRUCell(2, 3)
        #expect(
            cell.stateDict().keys == ["weight_ih", "weight_hh", "bias_ih", "bias_hh"])
        #expect(
            errorText { _ = try cell(.zeros(2, 2), state: .zeros(2, 2)) }
                == "GRUCell: expected states [2, 3]; got [2, 2]. (in GRUCell)")
        #expect(errorText { _ = try GRUCell(0, 3) }.contains("an inputSize and a hiddenSize"))
    }
}
