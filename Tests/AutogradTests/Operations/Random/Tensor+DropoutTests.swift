import Autograd
import TestSupport
import Testing

struct TensorDropoutTests {
    @Test func channelsAreDroppedWhole() throws {
        let x = try leaf([Double](repeating: 3, count: 400), [10, 10, 4])
        let y = try x.featureDropout(p: 0.4, generator: Generator(seed: 1))
        let channels = stride(from: 0, to: 400, by: 4).map { Array(y.values[$0..<$0 + 4]) }
        #expect(channels.allSatisfy { Set($0).count == 1 })
        #expect(Set(channels.map { $0[0] }) == [0, 5])
        try y.sum().backward()
        #expect(x.grad?.values == y.values.map { $0 / 3 })
        let alone = try x[0].featureDropout(isBatched: false, generator: Generator(seed: 1))
        #expect(Set(alone.values) == [0, 6])
    }

    /// Of 40,000 normal numbers mean and variance stay 0 and 1 to four deviations: 1/200 and √2/200
    /// of normal numbers; those of what is dropped have tails no longer.
    @Test func alphaDropoutKeepsMeanAndVariance() throws {
        let x = try Tensor.normal([40_000], dtype: .float64, generator: Generator(seed: 3))
        for p in [0.1, 0.5] {
            let y = try x.alphaDropout(p: p, generator: Generator(seed: 4))
            #expect(try y.mean().item().magnitude < 0.02)
            #expect(try (y.var(dims: []).item() - 1).magnitude < 0.03)
            // What is dropped has one value: a α′ (1 − p).
            let alpha = -1.7580993408473766
            let a = 1 / ((1 - p) * (1 + p * alpha * alpha)).squareRoot()
            let dropped = y.values.count { ($0 - a * alpha * (1 - p)).magnitude < 1e-12 }
            #expect((Double(dropped) / 40_000 - p).magnitude < 0.01)
        }
    }

    @Test func extremes() throws {
        let x = try constant([1, -2, 3, 4], [1, 2, 2])
        #expect(try x.alphaDropout(p: 0).values == x.values)
        #expect(try x.alphaDropout(p: 1).values == [0, 0, 0, 0])
        let channels = try x.featureAlphaDropout(p: 0.5, generator: Generator(seed: 1)).values
        #expect(channels.count == 4)
        #expect(
            errorText { _ = try x.alphaDropout(p: -1) }.contains("a probability from 0 to 1"))
        #expect(
            errorText { _ = try Tensor.zeros(3).featureDropout() }
                == "featureDropout: expected [n, channels, ...]; got [3].")
        #expect(
            errorText { _ = try Tensor.zeros(3).featureAlphaDropout() }
                .hasPrefix("featureAlphaDropout: "))
    }
}
