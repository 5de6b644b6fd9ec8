import TensorCore
import TestSupport
import Testing

struct TensorRandomTests {
    private static let floating = DType.allCases.filter(\.isFloatingPoint)

    private func all(_ dtype: DType, _ generator: Generator) throws -> [Tensor] {
        [
            try Tensor.randn(3, 5, dtype: dtype, generator: generator),
            try Tensor.rand(3, 5, dtype: dtype, generator: generator),
            try Tensor.normal([3, 5], mean: 2, std: 3, dtype: dtype, generator: generator),
            try Tensor.uniform([3, 5], low: -1, high: 2, dtype: dtype, generator: generator),
            try Tensor.bernoulli([3, 5], p: 0.5, dtype: dtype, generator: generator),
        ]
    }

    @Test(arguments: floating)
    func theSameSeedGivesTheSameBits(dtype: DType) throws {
        let (a, b) = (Generator(seed: 11), Generator(seed: 11))
        for (x, y) in zip(try all(dtype, a), try all(dtype, b)) {
            #expect(x.dtype == dtype && x.shape == [3, 5] && !x.requiresGrad)
            #expect(try Bits(x) == Bits(y))
        }
        let again = try all(dtype, a)
        #expect(try Bits(again[0]) != Bits(all(dtype, Generator(seed: 11))[0]))
    }

    /// A tensor takes as many blocks as its numbers need: no number is used twice.
    @Test func drawsWhatItNeeds() throws {
        for (count, dtype, blocks) in [
            (1, DType.float32, 1), (4, .float32, 1), (5, .float32, 2), (1, .float64, 1),
            (3, .float64, 2), (0, .float32, 0), (5, .float16, 2),
        ] {
            let generator = Generator(seed: 1)
            _ = try Tensor.rand(count, dtype: dtype, generator: generator)
            #expect(generator.state.offset == UInt64(blocks), "\(count) \(dtype)")
        }
        let generator = Generator(seed: 2)
        let first = try Tensor.rand(4, generator: generator)
        let second = try Tensor.rand(4, generator: generator)
        let both = try Tensor.rand(8, generator: Generator(seed: 2))
        #expect(first.values + second.values == both.values)
    }

    @Test func numbersLieInTheirRange() throws {
        let generator = Generator(seed: 3)
        let uniform = try Tensor.uniform([10_000], low: -3, high: -1, generator: generator).values
        #expect(uniform.allSatisfy { $0 >= -3 && $0 <= -1 } && (uniform.max() ?? 0) > -1.01)
        let same = try Tensor.uniform([10], low: 2, high: 2, generator: generator).values
        #expect(same.allSatisfy { $0 == 2 })
        let constant = try Tensor.normal([10], mean: 4, std: 0, generator: generator).values
        #expect(constant.allSatisfy { $0 == 4 })
        let coins = try Tensor.bernoulli([1000], p: 0.5, generator: generator).values
        #expect(Set(coins) == [0, 1])
        #expect(try Tensor.bernoulli([100], p: 1, generator: generator).values.min() == 1)
        #expect(try Tensor.bernoulli([100], p: 0, generator: generator).values.max() == 0)
    }

    @Test func permutationsHaveEveryNumberOnce() throws {
        for count in [0, 1, 2, 1000] {
            let order = try Tensor.randperm(count, generator: Generator(seed: 4))
            #expect(order.dtype == .int64 && order.shape == [count])
            #expect(order.toArray(as: Int.self).sorted() == Array(0..<count))
        }
        let a = try Tensor.randperm(1000, generator: Generator(seed: 4)).toArray(as: Int.self)
        #expect(a != Array(0..<1000))
        #expect(
            try a == Tensor.randperm(1000, generator: Generator(seed: 4)).toArray(as: Int.self))
        // Each place is equally likely for each number: 24 orders of 4, 2400 draws.
        let generator = Generator(seed: 5)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<2400 {
            let order = try Tensor.randperm(4, generator: generator).toArray(as: Int.self)
            counts[order, default: 0] += 1
        }
        let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 100) * ($1 - 100)) / 100 }
        // 23 degrees of freedom: beyond 49.7 with probability 0.001.
        #expect(counts.count == 24 && chiSquare < 49.7)
    }

    @Test func impossibleOptionsAreErrors() {
        let rows: [(String, () throws -> Void)] = [
            (
                "normal: expected a standard deviation of at least 0; got -1.0.",
                { _ = try Tensor.normal([2], std: -1) }
            ),
            (
                "normal: expected a standard deviation of at least 0; got nan.",
                { _ = try Tensor.normal([2], std: .nan) }
            ),
            (
                "uniform: expected low at most high; got 1.0 and 0.0.",
                { _ = try Tensor.uniform([2], low: 1, high: 0) }
            ),
            (
                "uniform: expected low at most high; got nan and 1.0.",
                { _ = try Tensor.uniform([2], low: .nan) }
            ),
            (
                "bernoulli: expected p from 0 to 1; got 1.5.",
                { _ = try Tensor.bernoulli([2], p: 1.5) }
            ),
            (
                "bernoulli: expected p from 0 to 1; got nan.",
                { _ = try Tensor.bernoulli([2], p: .nan) }
            ),
            ("randperm: expected a count of at least 0; got -1.", { _ = try Tensor.randperm(-1) }),
            (
                "normal: expected a floating-point dtype; got int64.",
                { _ = try Tensor.randn(2, dtype: .int64) }
            ),
            (
                "uniform: expected a floating-point dtype; got bool.",
                { _ = try Tensor.rand(2, dtype: .bool) }
            ),
        ]
        for (expected, body) in rows { #expect(errorText(body) == expected) }
        #expect(errorText { _ = try Tensor.randn(-2) }.hasPrefix("normal: expected sizes"))
    }

    /// An error must not use up numbers.
    @Test func errorsLeaveTheGeneratorAlone() {
        let generator = Generator(seed: 6)
        _ = try? Tensor.randn(2, dtype: .int64, generator: generator)
        _ = try? Tensor.randn(1 << 40, 1 << 40, generator: generator)
        #expect(generator.state.offset == 0)
    }

    @Test func randomTensorsMayRequireGradients() throws {
        #expect(try Tensor.randn(2, requiresGrad: true).requiresGrad)
        #expect(try Tensor.uniform([2], dtype: .bfloat16, requiresGrad: true).isLeaf)
    }
}
