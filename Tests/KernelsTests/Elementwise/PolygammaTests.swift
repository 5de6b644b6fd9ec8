import Kernels
import RealModule
import Testing

struct PolygammaTests {
    private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-14) -> Bool {
        (a - b).magnitude <= tolerance * max(1, b.magnitude)
    }

    /// ψ(x + 1) = ψ(x) + 1/x, and its derivatives.
    @Test func recurrences() {
        for x in [0.1, 0.7, 3.3, 9.9, 25, -0.3, -2.6, -7.5] {
            #expect(isNear(digamma(x + 1), digamma(x) + 1 / x), "ψ(\(x))")
            // The larger term stands alone: its rounding would be all that is left of a difference.
            let first = polygamma(1, x + 1) + 1 / (x * x)
            #expect(isNear(polygamma(1, x), first, 1e-13), "ψ′(\(x))")
            let second = polygamma(2, x + 1) - 2 / (x * x * x)
            #expect(isNear(polygamma(2, x), second, 1e-13), "ψ″(\(x))")
            let fifth = polygamma(5, x + 1) + 120 / Double.pow(x, 6)
            #expect(isNear(polygamma(5, x), fifth, 1e-13), "ψ⁽⁵⁾(\(x))")
        }
    }

    @Test func knownValues() {
        // −γ; −γ − log 4; π²/6; −2 ζ(3); of order 20 the first term, 20!, and 2⁻²¹ of it.
        #expect(isNear(digamma(1.0), -0.5772156649015329))
        #expect(isNear(digamma(0.5), -1.9635100260214235))
        #expect(isNear(polygamma(1, 1.0), .pi * .pi / 6))
        #expect(isNear(polygamma(2, 1.0), -2.404113806319188))
        #expect(isNear(polygamma(20, 1.0) / -2_432_902_008_176_640_000, 1.000000476932987))
    }

    @Test func poles() {
        #expect(digamma(0.0) == -.infinity && digamma(-0.0) == .infinity)
        #expect(digamma(-3.0).isNaN && digamma(-Double.infinity).isNaN && digamma(Float.nan).isNaN)
        #expect(polygamma(1, 0.0) == .infinity && polygamma(2, -3.0) == -.infinity)
        #expect(polygamma(1, Double.infinity) == 0 && polygamma(1, Double.nan).isNaN)
        // Next to a pole from either side the fraction is exact.
        let tiny = 0x1p-40
        #expect(isNear(digamma(-tiny) * tiny, 1, 1e-11) && isNear(digamma(tiny) * tiny, -1, 1e-11))
        #expect(isNear(polygamma(1, -tiny) * tiny * tiny, 1))
    }

    @Test func farNegativeNumbersTakeNoLongLoop() {
        #expect(polygamma(2, -1e15 - 0.5).magnitude < 1e-10)
        #expect(isNear(polygamma(1, -1e15 - 0.5), .pi * .pi))
        #expect(digamma(Float(-1e6 - 0.5)).isFinite)
    }
}
