import Autograd
import GradientCheck
import TestSupport
import Testing

struct SigmoidTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Sigmoid.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0.5, 0.25), (1000, 1, 0), (-1000, 0, 0), (infinity, 1, 0), (-infinity, 0, 0),
            (nan, nan, nan),
        ]) { $0.sigmoid() }
    }

    @Test func referenceValues() throws {
        // PyTorch 2.13, torch.sigmoid in float64.
        let x = try leaf([1, -1])
        #expect(near(x.sigmoid().values, [0.7310585786300049, 0.2689414213699951]))
        #expect(
            near(
                try gradient(at: x) { $0.sigmoid() }.values,
                [0.19661193324148185, 0.19661193324148185]))
    }
}
