import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct LionTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Lion", groups: { try Lion(parameterGroups($0)) }) {
            try Lion($0, lr: $1)
        }
    }

    @Test func everyStepIsTheRateInSize() throws {
        let x = try parameter([0, 0, 0])
        let optimizer = try Lion([x], lr: 0.5)
        x.grad = try constant([1e-20, -1e20, 0])
        try optimizer.step()
        #expect(x.values == [-0.5, 0.5, 0])
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try Lion([x], betas: (0.9, 1)) }.hasPrefix("Lion betas.1: expected"))
        #expect(
            errorText { _ = try Lion([x], weightDecay: -1) }.hasPrefix("Lion weightDecay: expected")
        )
    }
}
