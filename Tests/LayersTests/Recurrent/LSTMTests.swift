import Layers
import TestSupport
import Testing

struct LSTMTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LSTM.self) }

    @Test func gradientsReachEveryParameterAndFirstState() throws {
        try checkGradients(
            of: LSTM(2, 2, numLayers: 2, bidirectional: true), at: sample([2, 2, 2]))
        let layer = try makeDouble(LSTM(2, 3))
        let h = try leaf([0.1, 0.2, 0.3], [1, 1, 3])
        let (output, _) = try layer(sample([2, 1, 2]), state: (h, h))
        try output.sum().backward()
        #expect(h.grad?.values.allSatisfy { $0 != 0 } == true)
    }

    @Test func aProjectionMakesTheOutputSmaller() throws {
        let layer = try LSTM(2, 4, numLayers: 2, bidirectional: true, projSize: 3)
        #expect(
            layer.stateDict().map { "\($0.name) \($0.tensor.shape)" }
                .filter { $0.contains("weight") && !$0.contains("reverse") } == [
                    "weight_ih_l0 [16, 2]", "weight_hh_l0 [16, 3]", "weight_hr_l0 [3, 4]",
                    "weight_ih_l1 [16, 6]", "weight_hh_l1 [16, 3]", "weight_hr_l1 [3, 4]",
                ])
        let (output, state) = try layer(.randn(5, 4, 2), state: nil)
        #expect(output.shape == [5, 4, 6])
        #expect(state.hidden.shape == [4, 4, 3] && state.cell.shape == [4, 4, 4])
        #expect(try layer(.randn(5, 4, 2), state: state).output.shape == [5, 4, 6])
        #expect(
            errorText { _ = try layer(.zeros(5, 4, 2), state: (state.cell, state.cell)) }
                == "LSTM: expected states [4, 4, 3] and [4, 4, 4]; got [4, 4, 4] and [4, 4, 4]. "
                + "(in LSTM)")
        #expect(errorText { _ = try layer(.zeros(0, 4, 2)) }.contains("at least one step"))
    }

    /// With R = 1 there is nothing to project; hidden 3 with its last cell unread is hidden 2.
    @Test func theProjectionIsPartOfTheLoop() throws {
        let projected = try makeDouble(LSTM(1, 3, bias: false, projSize: 2))
        let plain = try makeDouble(LSTM(1, 2, bias: false))
        var (state, smaller) = (StateDictionary(), StateDictionary())
        // Rows of the gates of cells 0 and 1, and of all three.
        let rows = try Tensor([0, 1, 3, 4, 6, 7, 9, 10])
        let (input, recurrent) = (try sample([12, 1]), try sample([12, 2], seed: 1))
        state["weight_ih_l0"] = input
        state["weight_hh_l0"] = recurrent
        state["weight_hr_l0"] = try constant([1, 0, 0, 0, 1, 0], [2, 3])
        smaller["weight_ih_l0"] = try input.indexSelect(dim: 0, rows)
        smaller["weight_hh_l0"] = try recurrent.indexSelect(dim: 0, rows)
        try projected.loadStateDict(state)
        try plain.loadStateDict(smaller)
        let x = try sample([4, 2, 1])
        #expect(try near(projected(x).values, plain(x).values))
    }
}
