import Autograd
import GradientCheck
import TestSupport
import Testing

struct HardsigmoidTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Hardsigmoid.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0.5, 1.0 / 6), (3, 1, 0), (-3, 0, 0), (1000, 1, 0), (-1000, 0, 0), (infinity, 1, 0),
            (-infinity, 0, 0), (nan, nan, 0),
        ]) { $0.hardsigmoid() }
    }
}
