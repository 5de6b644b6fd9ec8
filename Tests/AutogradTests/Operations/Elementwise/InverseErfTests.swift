import Autograd
import GradientCheck
import TestSupport
import Testing

struct InverseErfTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(InverseErf.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.8862269254527580), (1, infinity, infinity), (-1, -infinity, infinity),
            (2, nan, nan), (nan, nan, nan), (0.5, 0.4769362762044699, 1.1125848189719496),
        ]) { $0.erfinv() }
    }

    /// erfc x = 1 − y without rounding for y above 1/2, so this holds next to 1, too.
    @Test func invertsTheErrorFunctionNextToOne() throws {
        for exponent in 1...50 {
            let rest = Double(sign: .plus, exponent: -exponent, significand: 1)
            let x = try constant([1 - rest, rest - 1]).erfinv()
            #expect(x.values[0] == -x.values[1])
            #expect((x.erfc().values[0] / rest - 1).magnitude < 1e-13, "1 − 2^-\(exponent)")
        }
    }
}
