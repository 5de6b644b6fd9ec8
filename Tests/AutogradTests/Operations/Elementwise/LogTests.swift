import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Log.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, -infinity, infinity), (-1, nan, -1), (1, 0, 1), (infinity, infinity, 0),
            (nan, nan, nan),
        ]) { $0.log() }
    }

    @Test func aNegativeZeroHasANegativeSlope() throws {
        #expect(try gradient(at: leaf([-0.0])) { $0.log() }.values == [-infinity])
    }
}
