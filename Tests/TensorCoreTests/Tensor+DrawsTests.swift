import TensorCore
import TestSupport
import Testing

struct TensorDrawsTests {
    @Test func integersFillTheirRange() throws {
        let x = try Tensor.randint(-2, 3, [1000], generator: Generator(seed: 1))
        #expect(x.dtype == .int64 && Set(x.values) == [-2, -1, 0, 1, 2])
        // 4 degrees of freedom: beyond 18.5 with probability 0.001.
        let counts = [-2.0, -1, 0, 1, 2].map { value in x.values.count { $0 == value } }
        #expect(counts.reduce(0.0) { $0 + Double(($1 - 200) * ($1 - 200)) / 200 } < 18.5)
        #expect(try Tensor.randint(3, [2, 2], dtype: .float32).shape == [2, 2])
        #expect(try Tensor.randint(256, [9], dtype: .uint8).dtype == .uint8)
        #expect(
            try Tensor.randint(9, [99], generator: Generator(seed: 4)).values
                == Tensor.randint(9, [99], generator: Generator(seed: 4)).values)
    }

    @Test func rangesThatCannotBeAreErrors() {
        let generator = Generator(seed: 1)
        for (low, high) in [(0, 0), (1, 0), (Int.min, Int.max), (0, 1 << 54)] {
            let text = errorText { _ = try Tensor.randint(low, high, [2], generator: generator) }
            #expect(text.hasPrefix("randint: expected 1 to 2⁵³ numbers"))
        }
        #expect(
            errorText { _ = try Tensor.randint(-1, 1, [2], dtype: .uint8, generator: generator) }
                == "randint: expected a type that holds -1 and 0; got uint8.")
        #expect(!errorText { _ = try Tensor.randint(2, [-1], generator: generator) }.isEmpty)
        #expect(generator.state.offset == 0)
    }

    @Test func coinsFallWithTheirProbability() throws {
        let chances = try Tensor([0, 1, 0.25, 0.75], dtype: .float64)
        var counts = [0.0, 0, 0, 0]
        let generator = Generator(seed: 6)
        for _ in 0..<2000 {
            for (i, coin) in try chances.bernoulli(generator: generator).values.enumerated() {
                counts[i] += coin
            }
        }
        // Four standard deviations of 2000 coins are 77.
        #expect(counts[0] == 0 && counts[1] == 2000)
        #expect((counts[2] - 500).magnitude < 78 && (counts[3] - 1500).magnitude < 78)
        #expect(try Tensor([0.5], dtype: .float16).bernoulli().dtype == .float16)
        for wrong in [-0.1, 1.5, .nan] {
            #expect(
                errorText { _ = try Tensor([wrong]).bernoulli() }
                    .hasPrefix("bernoulli: expected floating-point probabilities from 0 to 1; got ")
            )
        }
        #expect(errorText { _ = try Tensor([1]).bernoulli() }.contains("got int64"))
    }
}
