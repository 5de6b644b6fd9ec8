import Autograd
import GradientCheck
import TestSupport
import Testing

struct ELUTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ELU.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (2, 2, 1), (-1000, -1, 0), (infinity, infinity, 1), (-infinity, -1, 0),
            (nan, nan, nan),
        ]) { $0.elu() }
    }

    @Test func theSlopeAtZeroIsThatBelow() throws {
        let x = try leaf([0, -0.0])
        #expect(try gradient(at: x) { $0.elu(alpha: 0.5) }.values == [0.5, 0.5])
        #expect(
            near(
                try gradient(at: x) { $0.selu() }.values, [1.7580993408473766, 1.7580993408473766]))
    }

    @Test func smallNumbersKeepTheirDigits() throws {
        // eˣ − 1 at 1e-9 would have 7 digits in float64, none in float32.
        let x = try constant([-1e-9])
        #expect(near(x.elu().values, [-9.999999995e-10]))
        #expect(near(try constant([-1e-9], nil, .float32).elu().values, [-1e-9], .float32))
    }

    @Test func celuHasOneSlopeAtZero() throws {
        let x = try leaf([-1e-9, 1e-9])
        #expect(near(try gradient(at: x) { try $0.celu(alpha: 0.3) }.values, [1, 1], ulps: 1e8))
        #expect(
            errorText { _ = try x.celu(alpha: 0) } == "celu: expected an alpha other than 0; got 0."
        )
    }

    @Test func infinityHasFiniteHigherDerivatives() throws {
        let x = try leaf([infinity, 1000, -1000])
        let slope = try grad(of: x.elu().sum(), wrt: x, createGraph: true)
        #expect(try grad(of: slope.sum(), wrt: x).values == [0, 0, 0])
    }
}
