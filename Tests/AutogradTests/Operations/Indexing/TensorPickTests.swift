import Autograd
import GradientCheck
import TestSupport
import Testing

/// 0…23 as [2, 3, 4].
private func cube() throws -> Tensor { try leaf((0..<24).map(Double.init), [2, 3, 4]) }

struct TensorPickTests {
    @Test func integersPickRows() throws {
        let x = try cube()
        #expect(try x[Tensor([1, 0, -1])].shape == [3, 3, 4])
        #expect(try x[Tensor([1, 0]), Tensor([2, 0]), 3].values == [23, 3])
        #expect(try x[Tensor(1)].shape == [3, 4])
        #expect(try x[Tensor([[0, 1]])].shape == [1, 2, 3, 4])
        #expect(try x[Tensor([Int]())].shape == [0, 3, 4])
    }

    /// Axes of neighbours come where they stand, of others first.
    @Test func axesComeWhereTheTensorsStand() throws {
        let x = try cube()
        let (i, j) = (try Tensor([0, 1, 1, 0, 0]), try Tensor([0, 1, 2, 3, 0]))
        #expect(try x[.all, .tensor(i), .tensor(j)].shape == [2, 5])
        #expect(try x[.tensor(i), .all, .tensor(j)].shape == [5, 3])
        #expect(try x[.newAxis, .tensor(i), .all, .tensor(j)].shape == [5, 1, 3])
        #expect(try x[.ellipsis, .tensor(j)].shape == [2, 3, 5])
        #expect(try x[.range(from: 1), .tensor(i)].shape == [1, 5, 4])
        #expect(try x[.all, .newAxis, .tensor(i)].shape == [2, 1, 5, 4])
        #expect(
            try x[.tensor(i), .all, .tensor(j)].values == [
                0, 4, 8, 13, 17, 21, 14, 18, 22, 3, 7, 11, 0, 4, 8,
            ])
    }

    @Test func masksKeepWhatIsTrue() throws {
        let x = try cube()
        #expect(try x[x .> 21].values == [22, 23])
        let mask = try Tensor([[true, false, false], [false, false, true]])
        #expect(try x[mask].values == [0, 1, 2, 3, 20, 21, 22, 23])
        #expect(try x[.all, .tensor(Tensor([false, true, false]))].shape == [2, 1, 4])
        #expect(try x[x .> 99].shape == [0])
    }

    @Test func gradientsAddUp() throws {
        let x = try leaf([1, 2, 3])
        try (x[Tensor([2, 0, 2])] * constant([1, 10, 100])).sum().backward()
        #expect(x.grad?.values == [10, 0, 101])
        let (i, j) = (try Tensor([1, 1]), try Tensor([0, 2]))
        try gradgradcheck(
            { try $0[0][.tensor(i), 1..., .tensor(j)].square() }, inputs: [cube()])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try cube()
        #expect(
            errorText { _ = try x[Tensor([2])] }
                == "subscript: expected indices from -2 to 1; got 2.")
        #expect(
            errorText { _ = try x[Tensor([0, 1]), Tensor([0, 1, 2])] }
                == "subscript: expected index tensors that broadcast together; got [2], [3].")
        #expect(
            errorText { _ = try x[Tensor([true, false, true])] }
                == "subscript: expected a mask of the shape [2] that it picks from; got [3].")
        #expect(errorText { _ = try x[Tensor([0.5])] }.contains("integer indices; got float32"))
        let i = try Tensor([0])
        #expect(errorText { _ = try x[i, i, i, i] }.contains("at most 3 indices"))
        #expect(!errorText { _ = try x[Tensor(true)] }.isEmpty)
        #expect(!errorText { _ = try x[1, 1, 1, Tensor([[true]])] }.isEmpty)
    }
}
