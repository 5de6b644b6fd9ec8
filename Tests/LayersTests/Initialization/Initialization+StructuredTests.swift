import Layers
import TestSupport
import Testing

struct InitializationStructuredTests {
    @Test func truncatedNumbersLieInsideAndAreSpreadAsTheyShould() throws {
        let numbers = try Tensor.truncNormal([20_000], generator: Generator(seed: 1)).values
        #expect(numbers.allSatisfy { (-2...2).contains($0) } && numbers.count == 20_000)
        // Of a normal distribution cut at ±2 the deviation is 0.8796 (1 − 4 φ(2) / 0.9545 squared).
        let deviation = (numbers.reduce(0) { $0 + $1 * $1 } / 20_000).squareRoot()
        #expect((0.866...0.893).contains(deviation))
        let outside = try Tensor.truncNormal(
            [100], mean: 0, std: 1, low: 2, high: 3, dtype: .float64, generator: Generator(seed: 2))
        #expect(outside.values.allSatisfy { (2...3).contains($0) } && outside.dtype == .float64)
        #expect(try Tensor.truncNormal([3], mean: 5, std: 0).values == [2, 2, 2])
        #expect(try Tensor.truncNormal([0, 2]).shape == [0, 2])
        #expect(errorText { _ = try Tensor.truncNormal([2], low: 1, high: 0) }.contains("low 1.0"))
        #expect(
            errorText { _ = try Tensor.truncNormal([2], low: 60, high: 61) }.contains(
                "an interval that holds part of the distribution"))
    }

    @Test func lecun() throws {
        let numbers = try Tensor.lecunNormal([200, 50], generator: Generator(seed: 1)).values
        let deviation = (numbers.reduce(0) { $0 + $1 * $1 } / 10_000).squareRoot()
        #expect((0.979...1.021).contains(deviation / 0.02.squareRoot()))
        let bound =
            try Tensor.lecunUniform([200, 50], generator: Generator(seed: 1)).values
            .map(\.magnitude).max() ?? 0
        #expect((0.999...1).contains(bound / 0.06.squareRoot()))
        #expect(errorText { _ = try Tensor.lecunNormal([3]) }.hasPrefix("Fan:"))
    }

    /// Positions of PyTorch 2.13, `torch.nn.init.dirac_`.
    @Test func diracPassesChannelsThrough() throws {
        let ones = try Tensor.dirac([4, 2, 3], groups: 2)
        #expect(
            ones.values.enumerated().filter { $0.element == 1 }.map(\.offset) == [1, 10, 13, 22])
        #expect(ones.values.reduce(0, +) == 4)
        let even = try Tensor.dirac([1, 1, 2, 2]).values
        #expect(even == [0, 0, 0, 1])
        let layer = try Conv2d(3, 3, kernelSize: 3, padding: 1, bias: false)
        layer.weight = try .dirac([3, 3, 3, 3])
        let x = try Tensor.randn(2, 3, 5, 4, generator: Generator(seed: 1))
        #expect(try layer(x).values == x.values)
        #expect(errorText { _ = try Tensor.dirac([2, 2]) }.contains("three to five dims"))
        #expect(errorText { _ = try Tensor.dirac([3, 1, 1], groups: 2) }.contains("groups"))
        #expect(try Tensor.dirac([0, 2, 1]).count == 0)
    }

    @Test func sparseColumnsHaveTheirShareOfZeros() throws {
        let weight = try Tensor.sparse([10, 6], sparsity: 0.25, generator: Generator(seed: 1))
        let values = weight.values
        for column in 0..<6 {
            #expect((0..<10).filter { values[$0 * 6 + column] == 0 }.count == 3)
        }
        let places = (0..<6).map { column in (0..<10).filter { values[$0 * 6 + column] == 0 } }
        #expect(Set(places).count > 1, "at random")
        #expect(errorText { _ = try Tensor.sparse([3], sparsity: 0.1) }.contains("a matrix"))
        #expect(errorText { _ = try Tensor.sparse([3, 3], sparsity: 2) }.contains("0 to 1"))
    }

    @Test func theSameSeedGivesTheSameWeights() throws {
        func all(_ seed: UInt64) throws -> [[Double]] {
            let generator = Generator(seed: seed)
            return [
                try Tensor.truncNormal([5], generator: generator).values,
                try Tensor.sparse([4, 4], sparsity: 0.5, generator: generator).values,
                try Tensor.orthogonal([4, 4], generator: generator).values,
            ]
        }
        #expect(try all(1) == all(1))
        #expect(try all(1) != all(2))
    }
}
