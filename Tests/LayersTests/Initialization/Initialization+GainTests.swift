import Layers
import TestSupport
import Testing

struct InitializationGainTests {
    /// Values of PyTorch 2.13, `torch.nn.init.calculate_gain`.
    @Test func gains() {
        let rows: [(Nonlinearity, Double)] = [
            (.linear, 1), (.conv2d, 1), (.convTranspose3d, 1), (.sigmoid, 1),
            (.tanh, 1.6666666666666667), (.relu, 1.4142135623730951), (.selu, 0.75),
            (.leakyReLU(), 1.4141428569978354),
            (.leakyReLU(negativeSlope: 0.2), 1.3867504905630728),
        ]
        for (nonlinearity, gain) in rows {
            #expect(near([calculateGain(nonlinearity)], [gain], ulps: 2), "\(nonlinearity)")
        }
    }

    @Test func kaimingTakesTheGain() throws {
        let shape: Shape = [100, 100]
        func magnitude(_ nonlinearity: Nonlinearity) throws -> Double {
            try Tensor.kaimingUniform(
                shape, nonlinearity: nonlinearity, generator: Generator(seed: 1)
            ).values.map(\.magnitude).max() ?? 0
        }
        let plain = try magnitude(.linear)
        #expect((0.999...1).contains(plain / 0.03.squareRoot()))
        #expect(near([try magnitude(.tanh) / plain], [5.0 / 3], within: 1e-6))
        let numbers = try Tensor.kaimingNormal(
            [200, 50], mode: .output, nonlinearity: .relu, generator: Generator(seed: 1)
        ).values
        let deviation = (numbers.reduce(0) { $0 + $1 * $1 } / 10_000).squareRoot()
        // Known within 0.7 %; three times that.
        #expect((0.979...1.021).contains(deviation / 0.1))
        #expect(
            errorText { _ = try Tensor.kaimingNormal([3], nonlinearity: .relu) }.hasPrefix("Fan:"))
    }
}
