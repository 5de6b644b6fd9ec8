import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct SoftMarginLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(SoftMarginLoss.self) }

    @Test func doesNotOverflow() throws {
        let (x, t) = (try leaf([-1000, 1000, 0]), try Tensor([1, 1, -1]))
        let losses = try softMarginLoss(x, t, reduction: .none)
        #expect(near(losses.values, [1000, 0, 0.6931471805599453]))
        try losses.sum().backward()
        #expect(x.slopes == [-1, 0, 0.5])
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try softMarginLoss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "softMarginLoss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
