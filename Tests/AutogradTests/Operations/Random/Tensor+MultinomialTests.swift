import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorMultinomialTests {
    /// Frequencies of first draws are the weights, with replacement and without.
    @Test(arguments: [true, false])
    func drawsHaveTheirProbabilities(replacement: Bool) throws {
        let weights = try constant([1, 0, 2, 5]).expand([4000, 4])
        let drawn = try weights.multinomial(
            2, replacement: replacement, generator: Generator(seed: 3))
        #expect(drawn.shape == [4000, 2] && drawn.dtype == .int64)
        let pairs = try zip(drawn[.all, 0].values, drawn[.all, 1].values).map { ($0, $1) }
        let firsts = [0.0, 1, 2, 3].map { label in pairs.count { $0.0 == label } }
        let chiSquare = zip(firsts, [500.0, 0, 1000, 2500]).reduce(0.0) {
            $1.1 == 0 ? $0 : $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1
        }
        // 2 degrees of freedom: beyond 13.8 with probability 0.001.
        #expect(firsts[1] == 0 && chiSquare < 13.8)
        #expect(pairs.contains { $0.0 == $0.1 } == replacement)
        // After a 3, weights 1 and 2 are left, or all.
        let after = pairs.filter { $0.0 == 3 }
        let share = Double(after.count { $0.1 == 2 }) / Double(after.count)
        #expect((share - (replacement ? 2.0 / 8 : 2.0 / 3)).magnitude < 0.04)
    }

    @Test func hugeWeightsDoNotOverflow() throws {
        let x = try constant([Double.greatestFiniteMagnitude, .greatestFiniteMagnitude])
        for replacement in [true, false] {
            let drawn = try x.multinomial(
                1, replacement: replacement, generator: Generator(seed: 1))
            #expect([0, 1].contains(drawn.values[0]))
        }
        let all = try x.multinomial(2, generator: Generator(seed: 1)).values
        #expect(all.sorted() == [0, 1])
    }

    @Test func whatCannotBeDrawnIsNamed() throws {
        let generator = Generator(seed: 1)
        let wrong: [(Tensor, Int, Bool)] = [
            (try constant([1, -1]), 1, true), (try constant([0, 0]), 1, true),
            (try constant([1, 0]), 2, false), (try constant([.nan, 1]), 1, true),
            (try constant([.infinity, 1]), 1, true), (try constant([1]), 0, true),
            (try .ones(1, 1, 1), 1, true), (try .arange(3), 1, true), (try .zeros(0), 1, true),
        ]
        for (weights, count, replacement) in wrong {
            let text = errorText {
                _ = try weights.multinomial(count, replacement: replacement, generator: generator)
            }
            #expect(text.hasPrefix("multinomial: expected "))
        }
        #expect(generator.state.offset == 0)
    }
}
