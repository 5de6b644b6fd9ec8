import Layers
import TestSupport
import Testing

struct InitializationTensorTests {
    private func deviation(_ tensor: Tensor) -> Double {
        let numbers = tensor.values
        return (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
    }

    @Test("seed defect 42: he_normal has a standard deviation of 0.447 for 10 inputs")
    func kaimingNormal() throws {
        let generator = Generator(seed: 1)
        // Of 10,000 numbers the standard deviation is known within 0.7 %; three times that.
        let linear = try Tensor.kaimingNormal([1000, 10], generator: generator)
        #expect((0.437...0.457).contains(deviation(linear)))
        let outputs = try Tensor.kaimingNormal([1000, 10], mode: .output, generator: generator)
        #expect((0.0437...0.0457).contains(deviation(outputs)))
        // 32 channels of 3×9: √(2 / 864) = 0.0481.
        let convolution = try Tensor.kaimingNormal([64, 32, 3, 9], generator: generator)
        #expect((0.0475...0.0487).contains(deviation(convolution)))
    }

    @Test func kaimingUniform() throws {
        let weight = try Tensor.kaimingUniform(
            [100, 100], a: 5.0.squareRoot(), generator: Generator(seed: 1))
        // ±1/√100.
        #expect((0.0995...0.1).contains(weight.values.map(\.magnitude).max() ?? 0))
        #expect((0.0565...0.0590).contains(deviation(weight)))
    }

    @Test func xavier() throws {
        let generator = Generator(seed: 1)
        let normal = try Tensor.xavierNormal([150, 50], gain: 2, generator: generator)
        #expect((0.195...0.205).contains(deviation(normal)))
        let uniform = try Tensor.xavierUniform([150, 50], dtype: .float64, generator: generator)
        let bound = (6.0 / 200).squareRoot()
        #expect((bound * 0.99...bound).contains(uniform.values.map(\.magnitude).max() ?? 0))
        #expect(uniform.dtype == .float64)
    }

    @Test func rejectsWhatHasNoFans() {
        #expect(errorText { _ = try Tensor.kaimingNormal([3]) }.hasPrefix("Fan: "))
        #expect(errorText { _ = try Tensor.xavierUniform([]) }.hasPrefix("Fan: "))
    }
}
