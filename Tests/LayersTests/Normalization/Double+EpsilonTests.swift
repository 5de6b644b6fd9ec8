import Layers
import TestSupport
import Testing

struct DoubleEpsilonTests {
    @Test func epsilonIsFiniteAndNotNegative() {
        for eps in [-1, -Double.leastNonzeroMagnitude, .infinity, .nan] {
            #expect(
                errorText { _ = try LayerNorm(3, eps: eps) }
                    == "LayerNorm: expected a finite eps of at least 0; got \(eps).")
            #expect(errorText { _ = try GroupNorm(1, 2, eps: eps) }.hasPrefix("GroupNorm: "))
        }
        for eps in [0, 1e-5, 1e300] {
            #expect(errorText { _ = try LayerNorm(3, eps: eps) }.isEmpty)
        }
    }
}
