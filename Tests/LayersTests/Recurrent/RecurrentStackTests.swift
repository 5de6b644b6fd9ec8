import Layers
import TestSupport
import Testing

struct RecurrentStackTests {
    @Test func weightsHavePyTorchsNamesAndShapes() throws {
        let layer = try LSTM(2, 3, numLayers: 2, bidirectional: true)
        #expect(
            layer.stateDict().map { "\($0.name) \($0.tensor.shape)" } == [
                "weight_ih_l0 [12, 2]", "weight_hh_l0 [12, 3]", "bias_ih_l0 [12]",
                "bias_hh_l0 [12]", "weight_ih_l0_reverse [12, 2]", "weight_hh_l0_reverse [12, 3]",
                "bias_ih_l0_reverse [12]", "bias_hh_l0_reverse [12]", "weight_ih_l1 [12, 6]",
                "weight_hh_l1 [12, 3]", "bias_ih_l1 [12]", "bias_hh_l1 [12]",
                "weight_ih_l1_reverse [12, 6]", "weight_hh_l1_reverse [12, 3]",
                "bias_ih_l1_reverse [12]", "bias_hh_l1_reverse [12]",
            ])
        #expect(try RNN(2, 3, bias: false).stateDict().keys == ["weight_ih_l0", "weight_hh_l0"])
    }

    @Test func weightsStartUniformOverTheRootOfTheState() throws {
        let layer = try GRU(20, 100, generator: Generator(seed: 1))
        let numbers = layer.stateDict().flatMap { $0.tensor.values.map(\.magnitude) }
        // 36,600 numbers come within a thousandth of 1/√100.
        #expect((0.0999...0.1).contains(numbers.max() ?? 0))
    }

    @Test func shapesOfOutputsAndStates() throws {
        let layer = try LSTM(2, 3, numLayers: 2, bidirectional: true)
        let (output, state) = try layer(.randn(5, 4, 2), state: nil)
        #expect(output.shape == [5, 4, 6])
        #expect(state.hidden.shape == [4, 4, 3] && state.cell.shape == [4, 4, 3])
        let (one, last) = try layer(.randn(5, 2), state: nil)
        #expect(one.shape == [5, 6] && last.hidden.shape == [4, 3])
        let batchFirst = try GRU(2, 3, batchFirst: true)
        #expect(try batchFirst(.randn(4, 5, 2)).shape == [4, 5, 3])
        #expect(try batchFirst(.randn(5, 2)).shape == [5, 3])
        #expect(try batchFirst(.randn(0, 5, 2)).shape == [0, 5, 3])
    }

    /// A sequence in two pieces, the state handed on, is the sequence in one.
    @Test func statesContinueASequence() throws {
        let layer = try makeDouble(LSTM(2, 3, numLayers: 2, batchFirst: true))
        let x = try sample([2, 6, 2])
        let (whole, end) = try layer(x, state: nil)
        let (first, state) = try layer(x.narrow(dim: 1, start: 0, length: 4), state: nil)
        let (second, last) = try layer(x.narrow(dim: 1, start: 4, length: 2), state: state)
        let joined = try cat([first, second], dim: 1)
        #expect(near(joined.values, whole.values, within: 1e-15))
        #expect(near(last.cell.values, end.cell.values, within: 1e-15))
    }

    @Test func theBackwardDirectionReadsFromTheEnd() throws {
        let layer = try makeDouble(GRU(2, 3, bidirectional: true))
        let forward = try makeDouble(GRU(2, 3))
        var state = StateDictionary()
        for (name, tensor) in layer.stateDict() where name.hasSuffix("_reverse") {
            state[String(name.dropLast(8))] = tensor
        }
        try forward.loadStateDict(state)
        let x = try sample([4, 1, 2])
        let flipped = try stack((0..<4).map { try x[3 - $0] }, dim: 0)
        let (output, last) = try forward(flipped, state: nil)
        let (both, states) = try layer(x, state: nil)
        for step in 0..<4 {
            #expect(
                near(
                    try both[step].narrow(dim: 1, start: 3, length: 3).values,
                    try output[3 - step].values, within: 1e-15))
        }
        #expect(near(try states[1].values, try last[0].values, within: 1e-15))
    }

    @Test func dropoutIsBetweenLayersAndInTrainingOnly() throws {
        let x = try sample([4, 2, 2])
        let one = try makeDouble(GRU(2, 3, dropout: 0.5, generator: Generator(seed: 1)))
        #expect(try one(x).values == one(x).values, "there is no layer to drop for")
        let two = try makeDouble(
            GRU(2, 3, numLayers: 2, dropout: 0.5, generator: Generator(seed: 1)))
        #expect(try two(x).values != two(x).values)
        two.eval()
        #expect(try two(x).values == two(x).values)
    }

    @Test func impossibleShapesAreNamed() throws {
        let layer = try LSTM(2, 3)
        #expect(
            errorText { _ = try layer(.zeros(5, 4, 3)) }
                == "LSTM: expected [steps, batch, 2] or [steps, 2]; got [5, 4, 3]. (in LSTM)")
        let state = (hidden: try Tensor.zeros(1, 3, 3), cell: try Tensor.zeros(1, 4, 3))
        #expect(
            errorText { _ = try layer(.zeros(5, 4, 2), state: state) }
                == "LSTM: expected states [1, 4, 3]; got [1, 3, 3] and [1, 4, 3]. (in LSTM)")
        let one = try GRU(2, 3, batchFirst: true)
        #expect(errorText { _ = try one(.zeros(4)) }.contains("[batch, steps, 2]"))
        #expect(errorText { _ = try one(.zeros(4, 0, 2)) }.contains("at least one step"))
        #expect(errorText { _ = try one(.zeros([4, 1, 2], dtype: .int64)) }.contains("int64"))
    }
}
