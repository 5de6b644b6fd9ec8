import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct RAdamTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("RAdam", groups: { try RAdam(parameterGroups($0)) }) {
            try RAdam($0, lr: $1)
        }
    }

    /// With β₂ = 0.999, ρ passes 5 at the sixth step: before, steps have the size of m.
    @Test func waitsForTheVariance() throws {
        let x = try parameter([0])
        let optimizer = try RAdam([x], lr: 1, betas: (0, 0.999), eps: 0)
        var steps: [Double] = []
        for _ in 0..<7 {
            let before = x.values[0]
            x.grad = try constant([100])
            try optimizer.step()
            steps.append(before - x.values[0])
        }
        #expect(steps[..<5].allSatisfy { ($0 - 100).magnitude < 1e-9 } && steps[5] < 1)
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try RAdam([x], betas: (-0.1, 0.9)) }.hasPrefix(
                "RAdam betas.0: expected"))
        #expect(
            errorText { _ = try RAdam([x], weightDecay: .infinity) }.hasPrefix(
                "RAdam weightDecay: expected"))
    }
}
