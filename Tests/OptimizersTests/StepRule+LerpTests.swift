import Optimizers
import TensorCore
import TestSupport
import Testing

/// Seen through Adam's running mean, which is `lerp(m, g, 1 − β₁)`.
@Suite struct StepRuleLerpTests {
    @Test(arguments: [0.9, 0.5, 0.1])
    func goesFromTheNearerEnd(beta1: Double) throws {
        let (from, to) = (0.1, 0.7)
        let x = try parameter([0])
        let optimizer = try Adam([x], lr: 0, betas: (beta1, 0.999))
        for gradient in [from, to] {
            x.grad = try constant([gradient])
            try Runtime.withPortableKernels { try optimizer.step() }
        }
        let weight = 1 - beta1
        func lerp(_ a: Double, _ b: Double) -> Double {
            weight < 0.5 ? a + weight * (b - a) : b - (b - a) * (1 - weight)
        }
        #expect(try optimizer.stateDict()["state.0.exp_avg"]?.item() == lerp(lerp(0, from), to))
    }
}
