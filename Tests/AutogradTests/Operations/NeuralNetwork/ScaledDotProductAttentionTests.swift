import Autograd
import GradientCheck
import TestSupport
import Testing

struct ScaledDotProductAttentionTests {
    @Test func passesTheOperationCheck() throws {
        try checkOperation(ScaledDotProductAttention.self)
    }

    private static func random(_ shape: Shape, _ seed: UInt64) throws -> Tensor {
        var tensor = try Tensor.normal(shape, dtype: .float64, generator: Generator(seed: seed))
        try tensor.requireGrad()
        return tensor
    }

    /// In sizes of several tiles, which no sample has.
    @Test(arguments: [0, 1, 2, 3])
    func tilesGiveTheGradientsOfTheFormula(kind: Int) throws {
        let inputs = [
            try Self.random([2, 2, 150, 5], 1), try Self.random([2, 2, 140, 5], 2),
            try Self.random([2, 2, 140, 4], 3),
        ]
        let mask = try Tensor.uniform([140], generator: Generator(seed: 4)).to(dtype: .float64)
        func gradients(composed: Bool) throws -> [[Double]] {
            let output = try scaledDotProductAttention(
                inputs[0], inputs[1], inputs[2], mask: kind == 2 ? mask .< 0.7 : nil,
                dropout: kind == 3 ? 0.3 : 0, isCausal: kind == 1, generator: Generator(seed: 5))
            return try grad(
                of: [output.square().sum()], wrt: inputs, createGraph: composed
            ).map { $0?.values ?? [] }
        }
        for (fused, composed) in zip(try gradients(composed: false), try gradients(composed: true))
        {
            // Sums of 150 terms of size 1.
            #expect(!fused.isEmpty && near(fused, composed, within: 1e-12))
        }
    }

    /// The heads of [batch, length, 3, heads, width] are read where they lie.
    @Test func headsOfOneProjection() throws {
        let packed = try Self.random([2, 9, 3, 2, 4], 1)
        let parts = try packed.permute(2, 0, 3, 1, 4).unbind(dim: 0)
        let output = try scaledDotProductAttention(parts[0], parts[1], parts[2], isCausal: true)
        let copies = try parts.map { part in
            var copy = try part.detach().clone()
            try copy.requireGrad()
            return copy
        }
        let expected = try scaledDotProductAttention(
            copies[0], copies[1], copies[2], isCausal: true)
        #expect(output.values == expected.values)
        #expect(try output.transpose(1, 2).isContiguous, "heads lie side by side")
        let weight = try Tensor.normal(
            output.shape, dtype: .float64, generator: Generator(seed: 2))
        let (found, parted) = (
            try grad(of: (output * weight).sum(), wrt: packed),
            try grad(
                of: [
                    (scaledDotProductAttention(copies[0], copies[1], copies[2], isCausal: true)
                        * weight).sum()
                ], wrt: copies)
        )
        #expect(found.shape == [2, 9, 3, 2, 4] && found.isContiguous)
        let together = try stack(parted.map { try #require($0) }, dim: 0)
        #expect(try found.permute(2, 0, 3, 1, 4).values == together.values)
    }

    @Test func hazards() throws {
        let (q, k) = (try leaf([1, 2], [2, 1]), try leaf([1, -1], [2, 1]))
        let v = try leaf([3, 5], [2, 1])
        // PyTorch 2.13: a query that sees no key gets 0, and so do all gradients of it.
        let mask = try Tensor([false, false, true, false], shape: [2, 2])
        let output = try scaledDotProductAttention(q, k, v, mask: mask)
        #expect(output.values == [0, 3])
        for composed in [false, true] {
            let found = try grad(
                of: [output.sum()], wrt: [q, k, v], retainGraph: true, createGraph: composed)
            #expect(found.map { $0?.values ?? [] } == [[0, 0], [0, 0], [1, 0]])
        }
        // Scores far from 0 choose one key; a NaN fills its row.
        let large = try scaledDotProductAttention(constant([1e5, nan], [2, 1]), k, v)
        #expect(same(large.values, [3, nan]))
    }

    /// Two keys that fit alike, with scores of hundreds to 10^32, and one that does not fit.
    @Test(arguments: [30, 1e4, 1e9, 1e16])
    func gradientsOfScoresFarFromZero(size: Double) throws {
        func leaf(_ values: [Double], _ shape: Shape) throws -> Tensor {
            var tensor = try Tensor(values.map { Float($0) }, shape: shape)
            try tensor.requireGrad()
            return tensor
        }
        let q = try leaf([size * 1.2345678, size], [1, 2])
        let k = try leaf([size, 3, size, 3, -size, 0], [3, 2])
        let v = try leaf([1, 2, 4], [3, 1])
        let output = try scaledDotProductAttention(q, k, v)
        #expect(output.values == [1.5])
        try output.sum().backward()
        #expect(v.grad?.values == [0.5, 0.5, 0])
        // p (v − y) scale q for the keys, of which the first two differ in sign; 0 for the query.
        let slope = 0.25 / 2.0.squareRoot() * size
        let expected = [-1.2345678, -1, 1.2345678, 1, 0, 0].map { $0 * slope }
        #expect(near(try #require(k.grad).values, expected, within: 1e-6))
        // The sum's two terms cancel up to the rounding of one.
        #expect(near(try #require(q.grad).values, [0, 0], within: 1e-6 * slope))
    }

    @Test func nothingToSeeIsZero() throws {
        let q = try leaf([1, 2], [2, 1])
        let none = try Tensor.zeros([0, 1], dtype: .float64)
        let output = try scaledDotProductAttention(q, none, none)
        #expect(output.values == [0, 0])
        try output.sum().backward()
        #expect(q.grad?.values == [0, 0])
        #expect(try scaledDotProductAttention(none, q, q).shape == [0, 1])
        let empty = try Tensor.zeros([0, 2, 3, 4], dtype: .float64)
        #expect(try scaledDotProductAttention(empty, empty, empty).shape == [0, 2, 3, 4])
    }

    @Test func batchesBroadcast() throws {
        let (q, k) = (try Self.random([2, 3, 4, 2], 1), try Self.random([3, 5, 2], 2))
        let output = try scaledDotProductAttention(q, k, k)
        #expect(output.shape == [2, 3, 4, 2])
        let second = try scaledDotProductAttention(q[1], k, k)
        #expect(near(try output[1].values, second.values, within: 1e-15))
        try output.sum().backward()
        #expect(k.grad?.shape == [3, 5, 2])
    }

    @Test func masksOfNumbersHaveGradients() throws {
        let q = try Self.random([2, 3, 4], 1)
        let mask = try Self.random([3, 3], 2)
        for composed in [false, true] {
            let output = try scaledDotProductAttention(q, q, q, mask: mask)
            let found = try grad(
                of: [output.square().sum()], wrt: [mask, q], createGraph: composed)
            #expect(found[0]?.values.contains { $0 != 0 } == true && found[1] != nil)
        }
    }

    @Test func dropoutKeepsTheMeanAndRepeats() throws {
        let zeros = try Tensor.zeros([100, 200, 1])
        let ones = try Tensor.ones([100, 200, 1])
        func output(_ seed: UInt64) throws -> [Double] {
            try scaledDotProductAttention(
                zeros, zeros, ones, dropout: 0.25, generator: Generator(seed: seed)
            ).values
        }
        let once = try output(1)
        #expect(try once == output(1) && once != output(2))
        // Four million trials of deviation 0.58 each.
        #expect((once.reduce(0, +) / 20_000 - 1).magnitude < 0.002)
        #expect(
            try scaledDotProductAttention(zeros, zeros, ones, dropout: 1).values
                .allSatisfy { $0 == 0 })
    }

    @Test func hasTheSameBitsOnAnyNumberOfThreads() async {
        // A process of its own: the number of threads is everybody's.
        await #expect(processExitsWith: .success) {
            func run(threads: Int) throws -> [[Double]] {
                Runtime.threadCount = threads
                let inputs = try (1...3).map { try Self.random([3, 2, 150, 16], $0) }
                let output = try scaledDotProductAttention(
                    inputs[0], inputs[1], inputs[2], dropout: 0.1, isCausal: true,
                    generator: Generator(seed: 1))
                let gradients = try grad(of: [output.square().sum()], wrt: inputs)
                return [output.values] + gradients.map { $0?.values ?? [] }
            }
            let one = try run(threads: 1)
            for threads in [2, 3, 8] where try run(threads: threads) != one { throw Stop() }
        }
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let q = try Tensor.zeros(2, 3, 4)
        #expect(
            errorText { _ = try scaledDotProductAttention(q, .zeros(2, 3, 5), q) }.hasPrefix(
                "scaledDotProductAttention: expected queries [..., L, width], keys [..., S, width]")
        )
        #expect(
            errorText { _ = try scaledDotProductAttention(q, q, .zeros(2, 2, 4)) }
                .contains("[2, 3, 4], [2, 3, 4] and [2, 2, 4]"))
        #expect(errorText { _ = try scaledDotProductAttention(.zeros(4), q, q) }.contains("[4]"))
        #expect(
            errorText { _ = try scaledDotProductAttention(q, q, q, mask: .zeros(3, 4)) }
                .contains("a mask that broadcasts to [2, 3, 3]; got [3, 4]"))
        #expect(
            errorText {
                _ = try scaledDotProductAttention(q, q, q, mask: .zeros(3, 3), isCausal: true)
            }.contains("a mask or isCausal; got both"))
        #expect(
            errorText { _ = try scaledDotProductAttention(q, q, q, dropout: 1.5) }
                .contains("a dropout from 0 to 1; got 1.5"))
        #expect(
            errorText {
                _ = try scaledDotProductAttention(q, q, .zeros([2, 3, 4], dtype: .float64))
            }
            .contains("one floating-point type; got float32, float32, float64"))
    }
}

private struct Stop: Error {}
