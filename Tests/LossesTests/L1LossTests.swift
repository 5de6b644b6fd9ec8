import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct L1LossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(L1Loss.self) }

    @Test func isTheMeanDistance() throws {
        let (x, y) = (try leaf([1, 2, 3]), try leaf([2, 2, 7]))
        try l1Loss(x, y).backward()
        #expect(try near(l1Loss(x, y).values, [5.0 / 3]))
        #expect(near(x.slopes, [-1.0 / 3, 0, -1.0 / 3]) && near(y.slopes, [1.0 / 3, 0, 1.0 / 3]))
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try l1Loss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "l1Loss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
