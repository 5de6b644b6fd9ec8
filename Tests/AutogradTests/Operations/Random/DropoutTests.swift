import Autograd
import GradientCheck
import TestSupport
import Testing

struct DropoutTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Dropout.self) }

    @Test("seed defect 1: gradients pass where elements do, scaled alike")
    func gradientIsTheMask() throws {
        let x = try leaf([Double](repeating: 1, count: 1000))
        let y = try x.dropout(p: 0.25, generator: Generator(seed: 1))
        try y.sum().backward()
        #expect(x.grad?.values == y.values)
        #expect(Set(y.values).count == 2 && y.values.contains(0))
        let kept = y.values.count { $0 > 0 }
        // 750 ± 4 standard deviations of √(1000 · 0.25 · 0.75) = 13.7.
        #expect((695...805).contains(kept) && (y.values.max() ?? 0) == 1 / 0.75)
    }

    @Test func everythingOrNothing() throws {
        let x = try leaf([1, -2])
        #expect(try x.dropout(p: 0).values == [1, -2])
        let none = try x.dropout(p: 1)
        #expect(none.values == [0, 0])
        try none.sum().backward()
        #expect(x.grad?.values == [0, 0])
    }

    @Test func rejectsWhatIsNoProbability() throws {
        let x = try constant([1])
        for p in [-0.1, 1.1, .nan] {
            #expect(
                errorText { _ = try x.dropout(p: p) }
                    .hasPrefix("dropout: expected a probability from 0 to 1; got"))
        }
        #expect(errorText { _ = try Tensor([1]).dropout() }.contains("got int64"))
    }

    @Test func theSameSeedGivesTheSameMask() throws {
        let x = try Tensor.ones(1000)
        let (a, b) = (Generator(seed: 9), Generator(seed: 9))
        let first = try x.dropout(generator: a)
        #expect(try first.values == x.dropout(generator: b).values)
        #expect(try first.values != x.dropout(generator: a).values)
    }

    @Test func whatIsRefusedDrawsNothing() throws {
        let generator = Generator(seed: 4)
        let before = generator.state
        #expect(!errorText { _ = try Tensor.ones(4).dropout(p: 2, generator: generator) }.isEmpty)
        #expect(!errorText { _ = try Tensor.arange(4).dropout(generator: generator) }.isEmpty)
        let x = try Tensor.ones(2, 3)
        #expect(
            !errorText {
                _ = try scaledDotProductAttention(
                    x, .ones(2, 4), .ones(2, 4), dropout: 0.5, generator: generator)
            }.isEmpty)
        #expect(generator.state == before)
    }
}
