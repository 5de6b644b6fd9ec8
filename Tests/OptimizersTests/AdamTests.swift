import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct AdamTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Adam", groups: { try Adam(parameterGroups($0)) }) {
            try Adam($0, lr: $1)
        }
        try checkOptimizer("Adam with amsgrad") {
            try Adam($0, lr: $1, weightDecay: 0.01, amsgrad: true)
        }
    }

    /// Seed defect 37: one step count for all parameters: 0.9256 where PyTorch gives 0.9.
    @Test func correctsEachParameterByItsOwnSteps() throws {
        let (early, late) = (try parameter([1]), try parameter([1]))
        let optimizer = try Adam([early, late], lr: 0.1)
        early.grad = try constant([1])
        try optimizer.step()
        late.grad = try constant([1])
        try optimizer.step()
        // m and v are those of the first step: 1 − 0.1 · 1 / (1 + 1e-8).
        #expect((late.values[0] - 0.9).magnitude < 2e-9)
        let state = optimizer.stateDict()
        #expect(try state["state.0.step"]?.item() == 2)
        #expect(try state["state.1.step"]?.item() == 1)
    }

    /// reliability.md, section 4; all by PyTorch 2.13.
    @Test func gradientsOfAnySizeGivePyTorchsSteps() throws {
        func step(_ gradient: Double, eps: Double = 1e-8) throws -> Double {
            let x = try parameter([0], .float32)
            let optimizer = try Adam([x], lr: 0.001, eps: eps)
            x.grad = try constant([gradient], .float32)
            try optimizer.step()
            return x.values[0]
        }
        #expect(try step(0, eps: 0).isNaN)
        #expect(try step(.nan).isNaN)
        // v underflows: m̂ / ε remains, 1e-30 / 1e-8 · 0.001.
        #expect(try (step(1e-30) / -1e-25 - 1).magnitude < 1e-6)
        // v overflows to infinity.
        #expect(try step(1e30) == 0)
    }

    @Test func withDecoupledDecayIsAdamW() throws {
        let (x, y) = (try parameter([1, -2]), try parameter([1, -2]))
        let adam = try Adam([x], lr: 0.1, weightDecay: 0.5, decoupledWeightDecay: true)
        let adamW = try AdamW([y], lr: 0.1, weightDecay: 0.5)
        for step in 0..<3 {
            (x.grad, y.grad) = (try gradient(step, 2), try gradient(step, 2))
            try adam.step()
            try adamW.step()
        }
        #expect(x.values == y.values)
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        for beta in [-0.1, 1, 1.5, .nan, .infinity] {
            #expect(
                errorText { _ = try Adam([x], betas: (beta, 0.9)) }
                    .hasPrefix("Adam betas.0: expected a number of [0, 1); got "))
            #expect(
                errorText { _ = try Adam([x], betas: (0.9, beta)) }
                    .hasPrefix("Adam betas.1: expected a number of [0, 1); got "))
        }
        for value in [-0.1, .nan, .infinity] {
            #expect(errorText { _ = try Adam([x], eps: value) }.hasPrefix("Adam eps: expected"))
            #expect(
                errorText { _ = try Adam([x], weightDecay: value) }
                    .hasPrefix("Adam weightDecay: expected"))
        }
    }
}
