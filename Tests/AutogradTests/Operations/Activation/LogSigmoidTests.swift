import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogSigmoidTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LogSigmoid.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, -0.6931471805599453, 0.5), (1000, 0, 0), (-1000, -1000, 1), (infinity, 0, 0),
            (-infinity, -infinity, 1), (nan, nan, nan),
        ]) { $0.logSigmoid() }
    }

    @Test func largeArgumentsKeepTheirDigits() throws {
        // −log(1 + e⁻⁴⁰) is −e⁻⁴⁰, which 1 + e⁻⁴⁰ has lost.
        for dtype in [DType.float64, .float32] {
            let y = try constant([40], nil, dtype).logSigmoid()
            #expect(near(y.values, [-4.248354255291589e-18], dtype))
        }
    }
}
