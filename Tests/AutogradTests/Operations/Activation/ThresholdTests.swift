import Autograd
import GradientCheck
import TestSupport
import Testing

struct ThresholdTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Threshold.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, -2, 0), (0.25, -2, 0), (0.5, 0.5, 1), (infinity, infinity, 1), (-infinity, -2, 0),
            (nan, nan, 1),
        ]) { $0.threshold(0.25, value: -2) }
    }
}
