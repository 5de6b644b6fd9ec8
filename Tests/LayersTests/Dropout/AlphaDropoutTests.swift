import Layers
import TestSupport
import Testing

struct AlphaDropoutTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AlphaDropout.self) }

    @Test func meanAndVarianceStay() throws {
        let layer = try AlphaDropout(0.3, generator: Generator(seed: 1))
        let y = try layer(.normal([40_000], dtype: .float64, generator: Generator(seed: 2)))
        // Deviations of both are below 0.01.
        #expect(try y.mean().item().magnitude < 0.03)
        #expect(try (y.var().item() - 1).magnitude < 0.04)
    }

    @Test func doesNothingInEvaluation() throws {
        let layer = try AlphaDropout(0.9)
        layer.eval()
        #expect(try layer(constant([1, 2])).values == [1, 2])
        #expect(errorText { _ = try AlphaDropout(.nan) }.hasPrefix("AlphaDropout: expected"))
    }
}
