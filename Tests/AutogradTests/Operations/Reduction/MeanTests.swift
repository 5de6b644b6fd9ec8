import Autograd
import GradientCheck
import TestSupport
import Testing

struct MeanTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Mean.self) }

    @Test("seed defect 13: the gradient over several axes")
    func severalAxes() throws {
        let x = try leaf((0..<24).map(Double.init), [2, 3, 4])
        let mean = try x.mean(dims: [1, 2])
        #expect(mean.values == [5.5, 17.5])
        try mean.sum().backward()
        #expect(x.grad?.values == [Double](repeating: 1 / 12.0, count: 24))
    }

    @Test func integersGiveSinglePrecision() throws {
        for dtype in integerTypes {
            let mean = try Tensor([1, 2], dtype: dtype).mean()
            #expect(mean.dtype == .float32 && mean.values == [1.5])
        }
        #expect(try Tensor([true, false]).mean().values == [0.5])
    }

    @Test func theMeanOfNothingIsNotANumber() throws {
        let empty = try leaf([], [0, 3])
        #expect(same(empty.mean().values, [nan]))
        #expect(same(try empty.mean(dim: 0).values, [nan, nan, nan]))
        #expect(try empty.mean(dim: 1).shape == [0])
        try empty.mean().backward()
        #expect(empty.grad?.shape == [0, 3])
        let upstream = try leaf([2, 3, 4])
        let first = try grad(
            of: [empty.mean(dim: 0)], wrt: [empty], gradients: [upstream], createGraph: true)
        let second = try grad(of: [try #require(first[0]).sum()], wrt: [upstream])
        #expect(second[0]?.values == [0, 0, 0])
    }

    @Test func rejectsAxes() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try x.mean(dim: 2) } == "mean: expected a dim from -2 to 1; got 2.")
        #expect(
            errorText { _ = try x.mean(dims: [0, -2]) }
                == "mean: expected each dim once; got [0, -2].")
    }
}
