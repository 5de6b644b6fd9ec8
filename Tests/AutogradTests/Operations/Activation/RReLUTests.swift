import Autograd
import GradientCheck
import TestSupport
import Testing

struct RReLUTests {
    @Test func slopesAreInTheMiddleOutsideTraining() throws {
        let x = try leaf([-4, 0, 2])
        #expect(try x.rrelu(lower: 0.125, upper: 0.375).values == [-1, 0, 2])
        #expect(
            try gradient(at: x) { try $0.rrelu(lower: 0.125, upper: 0.375) }.values
                == [0.25, 0.25, 1])
    }

    @Test func gradientsAreTheSlopesThatWereDrawn() throws {
        let x = try leaf(Array(repeating: -1, count: 50) + [3])
        let generator = Generator(seed: 4)
        let y = try x.rrelu(training: true, generator: generator)
        try y.sum().backward()
        let slopes = try #require(x.grad).values
        #expect(y.values.dropLast() == slopes.dropLast().map { -$0 }[...])
        #expect(slopes.dropLast().allSatisfy { (0.125...1.0 / 3).contains($0) } && slopes[50] == 1)
        #expect(Set(slopes).count > 40)
    }

    @Test func theSameSeedGivesTheSameSlopes() throws {
        let x = try Tensor.full([20], -1)
        let draw = { try x.rrelu(training: true, generator: Generator(seed: $0)).values }
        #expect(try draw(1) == draw(1) && draw(1) != draw(2))
    }

    @Test func refusesSlopesTheWrongWayRound() throws {
        for (lower, upper) in [(0.5, 0.25), (.nan, 1), (0, .infinity)] {
            #expect(
                errorText { _ = try constant([1]).rrelu(lower: lower, upper: upper) }
                    .hasPrefix("rrelu: expected finite slopes, lower at most upper; got "))
        }
    }
}
