import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReciprocalTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Reciprocal.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, infinity, -infinity), (-0.0, -infinity, -infinity), (2, 0.5, -0.25),
            (infinity, 0, 0), (nan, nan, nan),
        ]) { $0.reciprocal() }
    }

    @Test func integersBecomeSinglePrecision() throws {
        let result = try Tensor([0, 4]).reciprocal()
        #expect(result.dtype == .float32 && result.values == [infinity, 0.25])
    }
}
