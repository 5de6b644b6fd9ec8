import Autograd
import GradientCheck
import TestSupport
import Testing

struct HardswishTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Hardswish.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.5), (3, 3, 1), (-3, 0, 0), (1000, 1000, 1), (-1000, 0, 0),
            (infinity, infinity, 1), (nan, nan, nan),
        ]) { $0.hardswish() }
    }
}
