import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct MSELossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(MSELoss.self) }

    /// Seed defect 8: (4, 1) against (4) became 4×4, and the mean's gradient was 4 times too large.
    @Test(
        arguments: [
            ([4, 1], [4]), ([4], [4, 1]), ([3, 4], [4]), ([1], []), ([2, 3], [3, 2]),
            ([0], [1]),
        ] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try mseLoss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "mseLoss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }

    /// Seed defect 8: no gradient reached the target.
    @Test func theTargetGetsItsGradient() throws {
        let (x, y) = (try leaf([1, 2, 3]), try leaf([2, 2, 5]))
        try mseLoss(x, y).backward()
        #expect(near(x.slopes, [-2.0 / 3, 0, -4.0 / 3]))
        #expect(near(y.slopes, [2.0 / 3, 0, 4.0 / 3]))
    }

    @Test func theMeanOverNothingIsNaN() throws {
        let x = try leaf([], [0, 3])
        #expect(same(try mseLoss(x, x.detach()).values, [.nan]))
        #expect(try mseLoss(x, x.detach(), reduction: .sum).item() == 0)
        #expect(try mseLoss(x, x.detach(), reduction: .none).shape == [0, 3])
    }

    @Test func hazardousNumbersAreResults() throws {
        let x = try leaf([.infinity, .nan, 1e200, -0.0])
        let y = try leaf([.infinity, 1, 0, 0])
        let loss = try mseLoss(x, y, reduction: .none)
        #expect(same(loss.values, [.nan, .nan, .infinity, 0]))
        try loss.sum().backward()
        #expect(same(x.slopes, [.nan, .nan, 2e200, 0]))
    }

    @Test func theSameTensorTwiceHasGradientZero() throws {
        let x = try leaf([1, 2])
        try mseLoss(x, x).backward()
        #expect(x.slopes == [0, 0])
    }

    @Test func typesArePromoted() throws {
        let loss = try mseLoss(leaf([1, 3], nil, .float32), leaf([1, 1]))
        #expect(loss.dtype == .float64)
        #expect(try loss.item() == 2)
    }

    @Test func worksAsAValue() throws {
        let loss: any Loss = MSELoss(reduction: .sum)
        #expect(try loss(leaf([1, 3]), leaf([0, 0])).item() == 10)
        #expect(MSELoss.lossName == "MSELoss")
    }
}
