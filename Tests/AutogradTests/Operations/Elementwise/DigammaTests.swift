import Autograd
import GradientCheck
import TestSupport
import Testing

struct DigammaTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Digamma.self) }

    @Test func isTheDerivativeOfLogGamma() throws {
        let x = try leaf([0.5, 3, -1.5])
        let slope = try gradient(at: x) { $0.lgamma() }
        #expect(near(slope.values, x.detach().digamma().values))
    }

    @Test func valuesAndPoles() throws {
        let x = try constant([1, 0.5, 0, -0.0, -1, infinity, -infinity, nan])
        let expected = [
            -0.5772156649015329, -1.9635100260214235, -infinity, infinity, nan, infinity, nan, nan,
        ]
        #expect(near(x.digamma().values, expected))
    }
}
