import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct AdafactorTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Adafactor", groups: { try Adafactor(parameterGroups($0)) }) {
            try Adafactor($0, lr: $1)
        }
    }

    @Test func matricesKeepARowAndAColumn() throws {
        let x = Parameter(try Tensor.ones([2, 3, 4], dtype: .float64))
        let optimizer = try Adafactor([x])
        x.grad = try Tensor.ones([2, 3, 4], dtype: .float64)
        try optimizer.step()
        let state = optimizer.stateDict()
        #expect(state["state.0.row_var"]?.shape == [2, 3, 1])
        #expect(state["state.0.col_var"]?.shape == [2, 1, 4] && state["state.0.variance"] == nil)
        var wrong = state
        wrong["state.0.row_var"] = try Tensor.ones([2, 3, 4], dtype: .float64)
        #expect(errorText { try optimizer.loadStateDict(wrong) }.contains("[2, 3, 1]"))
    }

    @Test func aParameterWithoutNumbersHasAStateToo() throws {
        for value in [
            try Tensor.zeros([0, 3], dtype: .float64), try Tensor.zeros([3, 0], dtype: .float64),
            try Tensor.zeros([0], dtype: .float64),
        ] {
            let x = Parameter(value)
            let optimizer = try Adafactor([x])
            x.grad = value
            try optimizer.step()
            let state = optimizer.stateDict()
            try optimizer.loadStateDict(state)
            try optimizer.step()
            #expect(try optimizer.stateDict()["state.0.step"]?.item() == 2)
        }
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try Adafactor([x], beta2Decay: 0.5) }.hasPrefix(
                "Adafactor beta2Decay: expected"))
        #expect(
            errorText { _ = try Adafactor([x], d: 0.5) }.hasPrefix("Adafactor d: expected"))
        #expect(
            errorText { _ = try Adafactor([x], eps: (-1.5, 0)) }.hasPrefix(
                "Adafactor eps.0: expected"))
    }
}
