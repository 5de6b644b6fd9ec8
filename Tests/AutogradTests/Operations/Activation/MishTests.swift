import Autograd
import GradientCheck
import TestSupport
import Testing

struct MishTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Mish.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.6), (-10_000, 0, 0), (10_000, 10_000, 1), (infinity, infinity, nan),
            (nan, nan, nan),
        ]) { $0.mish() }
    }

    @Test func farNegativeArgumentsKeepTheirDigits() throws {
        // −30 tanh(log(1 + u)) with u = e⁻³⁰, and tanh(log(1 + u)) = u − u²/2 + ….
        let u = 9.357622968840175e-14
        let expected = -30 * (u - u * u / 2)
        for dtype in [DType.float64, .float32] {
            #expect(near(try constant([-30], nil, dtype).mish().values, [expected], dtype))
        }
    }
}
