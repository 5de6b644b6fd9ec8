import Autograd
import GradientCheck
import TestSupport
import Testing

struct SoftplusTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Softplus.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0.6931471805599453, 0.5), (1000, 1000, 1), (-1000, 0, 0), (infinity, infinity, 1),
            (-infinity, 0, 0), (nan, nan, nan),
        ]) { $0.softplus() }
    }

    @Test func isTheIdentityAboveItsThreshold() throws {
        let x = try leaf([0.25, 0.75])
        let y = x.softplus(beta: 4, threshold: 2)
        #expect(y.values[1] == 0.75 && near([y.values[0]], [0.3283154], within: 1e-7))
        #expect(try gradient(at: x) { $0.softplus(beta: 4, threshold: 2) }.values[1] == 1)
    }

    @Test func doesNotOverflowBelowALargeThreshold() throws {
        let x = try leaf([800, -800])
        #expect(x.softplus(threshold: 1000).values == [800, 0])
        #expect(try gradient(at: x) { $0.softplus(threshold: 1000) }.values == [1, 0])
    }
}
