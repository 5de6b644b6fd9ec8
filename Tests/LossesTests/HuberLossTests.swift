import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct HuberLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(HuberLoss.self) }

    @Test func isASquareNearAndALineFarOut() throws {
        let x = try leaf([0, 0.5, 2, 5, -5])
        let losses = try huberLoss(
            x, Tensor.zeros([5], dtype: .float64), delta: 2, reduction: .none)
        #expect(losses.values == [0, 0.125, 2, 8, 8])
        try losses.sum().backward()
        #expect(x.slopes == [0, 0.5, 2, 2, -2])
    }

    @Test func infinityIsALoss() throws {
        let x = try leaf([infinity, -infinity, nan])
        let losses = try huberLoss(x, Tensor.zeros([3], dtype: .float64), reduction: .none)
        #expect(same(losses.values, [infinity, infinity, nan]))
        try losses.sum().backward()
        #expect(same(x.slopes, [1, -1, nan]))
    }

    @Test func refusesADeltaThatIsNotPositive() throws {
        let x = try constant([1])
        for delta in [0, -1, nan] {
            #expect(
                errorText { _ = try huberLoss(x, x, delta: delta) }
                    .hasPrefix("huberLoss: expected a positive delta; got "))
        }
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try huberLoss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "huberLoss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
