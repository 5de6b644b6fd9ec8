import Autograd
import GradientCheck
import TestSupport
import Testing

struct TanhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Tanh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (1000, 1, 0), (-1000, -1, 0), (infinity, 1, 0), (nan, nan, nan),
        ]) { $0.tanh() }
    }

    @Test func referenceValues() throws {
        // PyTorch 2.13, torch.tanh in float64.
        let x = try leaf([0.5])
        #expect(near(x.tanh().values, [0.46211715726000973]))
        #expect(near(try gradient(at: x) { $0.tanh() }.values, [0.7864477329659275]))
    }
}
