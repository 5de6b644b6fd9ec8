import Autograd
import GradientCheck
import TestSupport
import Testing

struct HardshrinkTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Hardshrink.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0), (0.5, 0, 0), (-0.5, 0, 0), (2, 2, 1), (-2, -2, 1), (infinity, infinity, 1),
            (nan, nan, 0),
        ]) { $0.hardshrink() }
    }
}
