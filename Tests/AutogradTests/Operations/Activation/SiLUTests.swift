import Autograd
import GradientCheck
import TestSupport
import Testing

struct SiLUTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(SiLU.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.5), (-10_000, 0, 0), (10_000, 10_000, 1), (infinity, infinity, nan),
            (nan, nan, nan),
        ]) { $0.silu() }
    }

    @Test func referenceValues() throws {
        // PyTorch 2.13, torch.nn.functional.silu in float64.
        let x = try leaf([1, -1])
        #expect(near(x.silu().values, [0.7310585786300049, -0.2689414213699951]))
        #expect(
            near(
                try gradient(at: x) { $0.silu() }.values,
                [0.9276705118714869, 0.07232948812851325], ulps: 16))
    }
}
