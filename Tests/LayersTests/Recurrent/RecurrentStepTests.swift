import Layers
import TestSupport
import Testing

struct RecurrentStepTests {
    @Test func weightsStartWithinTheirBound() throws {
        let cell = try GRUCell(50, 100, generator: Generator(seed: 1))
        let numbers = cell.parameters().flatMap(\.value.values).map(\.magnitude)
        // 1/√100, come near by 46,000 numbers.
        #expect((0.0999...0.1).contains(numbers.max() ?? 0))
    }

    @Test func anInputAloneHasOneState() throws {
        let cell = try LSTMCell(2, 3)
        let state = try cell(.ones(2), state: nil)
        #expect(state.hidden.shape == [3] && state.cell.shape == [3])
        #expect(try cell(.ones(0, 2)).hidden.shape == [0, 3])
        #expect(
            errorText { _ = try cell(.ones(3)) }
                == "LSTMCell: expected [batch, 2] or [2]; got [3]. (in LSTMCell)")
    }
}
