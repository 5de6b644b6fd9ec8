import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct AdamWTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("AdamW", groups: { try AdamW(parameterGroups($0)) }) {
            try AdamW($0, lr: $1)
        }
        try checkOptimizer("AdamW with amsgrad") { try AdamW($0, lr: $1, amsgrad: true) }
    }

    /// Seed defect 36: decay came after the step: 0.855 where PyTorch gives 0.850.
    @Test func decaysBeforeTheStep() throws {
        let x = try parameter([1])
        let optimizer = try AdamW([x], lr: 0.1, weightDecay: 0.5)
        x.grad = try constant([1])
        try optimizer.step()
        #expect((x.values[0] - 0.850).magnitude < 2e-9)
    }

    @Test func decaysByPyTorchsDefault() throws {
        let x = try parameter([1])
        let optimizer = try AdamW([x], lr: 0.1)
        x.grad = try constant([0])
        try optimizer.step()
        #expect((x.values[0] - 0.999).magnitude < 1e-15)
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        for beta in [-0.1, 1, .nan] {
            #expect(
                errorText { _ = try AdamW([x], betas: (beta, 0.9)) }
                    .hasPrefix("AdamW betas.0: expected a number of [0, 1); got "))
            #expect(
                errorText { _ = try AdamW([x], betas: (0.9, beta)) }
                    .hasPrefix("AdamW betas.1: expected a number of [0, 1); got "))
        }
        for value in [-0.1, .nan, .infinity] {
            #expect(errorText { _ = try AdamW([x], eps: value) }.hasPrefix("AdamW eps: expected"))
            #expect(
                errorText { _ = try AdamW([x], weightDecay: value) }
                    .hasPrefix("AdamW weightDecay: expected"))
        }
    }
}
