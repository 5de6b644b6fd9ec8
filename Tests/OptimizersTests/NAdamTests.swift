import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct NAdamTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("NAdam", groups: { try NAdam(parameterGroups($0)) }) {
            try NAdam($0, lr: $1)
        }
    }

    @Test func decayApartFromTheGradientShrinksTheParameter() throws {
        let x = try parameter([2])
        let optimizer = try NAdam([x], lr: 0.5, weightDecay: 0.5, decoupledWeightDecay: true)
        x.grad = try constant([0])
        try optimizer.step()
        #expect(x.values == [1.5])
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try NAdam([x], momentumDecay: -1) }.hasPrefix(
                "NAdam momentumDecay: expected"))
        #expect(
            errorText { _ = try NAdam([x], betas: (0.9, 1)) }.hasPrefix("NAdam betas.1: expected"))
    }
}
