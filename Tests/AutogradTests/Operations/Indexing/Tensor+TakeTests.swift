import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorTakeTests {
    @Test func positionsCountFromBothEnds() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.take(Tensor([[0, 5], [-1, 0]])).values == [1, 6, 6, 1])
        #expect(try x.take(Tensor([[0, 5], [-1, 0]])).shape == [2, 2])
        try x.take(Tensor([1, 1, -6])).sum().backward()
        #expect(x.grad?.values == [1, 2, 0, 0, 0, 0])
        #expect(
            errorText { _ = try x.take(Tensor([6])) }
                == "take: expected indices from -6 to 5; got 6.")
        #expect(errorText { _ = try x.take(Tensor([-7])) }.contains("got -7"))
        #expect(errorText { _ = try x.take(Tensor([0.5])) }.contains("float32"))
    }

    @Test func alongAnAxisShapesBroadcast() throws {
        let x = try leaf([3, 1, 2, 4, 6, 5], [2, 3])
        let best = try x.argmax(dim: 1, keepDim: true)
        #expect(try x.takeAlongDim(best, dim: 1).values == [3, 6])
        #expect(try x.takeAlongDim(Tensor([[0, -1]]), dim: 1).values == [3, 2, 4, 5])
        try gradgradcheck({ try $0[0].takeAlongDim(best, dim: 1).square() }, inputs: [x])
        #expect(errorText { _ = try x.takeAlongDim(Tensor([0]), dim: 1) }.contains("2 dims"))
        #expect(errorText { _ = try x.takeAlongDim(Tensor([[3]]), dim: 1) }.contains("-3 to 2"))
        #expect(
            errorText { _ = try x.takeAlongDim(Tensor([[0], [0], [0]]), dim: 1) }
                .contains("broadcast but along dim 1"))
    }
}
