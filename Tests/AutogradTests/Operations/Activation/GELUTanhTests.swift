import Autograd
import GradientCheck
import TestSupport
import Testing

struct GELUTanhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(GELUTanh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.5), (-10_000, 0, 0), (10_000, 10_000, 1), (nan, nan, nan),
            (infinity, infinity, nan),
        ]) { $0.gelu(approximate: .tanh) }
    }

    @Test func referenceValues() throws {
        // PyTorch 2.13, gelu(approximate="tanh") in float64.
        let x = try constant([1, -1])
        #expect(
            near(
                x.gelu(approximate: .tanh).values, [0.8411919906082768, -0.15880800939172324],
                ulps: 16))
    }
}
