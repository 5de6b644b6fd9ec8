import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct SmoothL1LossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(SmoothL1Loss.self) }

    @Test func isASquareNearAndALineFarOut() throws {
        let x = try leaf([0, 0.5, 2, 5])
        let losses = try smoothL1Loss(
            x, Tensor.zeros([4], dtype: .float64), beta: 2, reduction: .none)
        #expect(losses.values == [0, 0.0625, 1, 4])
        try losses.sum().backward()
        #expect(x.slopes == [0, 0.25, 1, 1])
    }

    @Test func withBetaZeroIsTheMagnitude() throws {
        let (x, y) = (try leaf([0, 3]), try constant([0, 1]))
        try smoothL1Loss(x, y, beta: 0).backward()
        #expect(try smoothL1Loss(x, y, beta: 0).item() == 1 && x.slopes == [0, 0.5])
    }

    /// As in PyTorch 2.13: β times the difference was out of range.
    @Test func hugeAndTinyBetasKeepTheLoss() throws {
        for (difference, beta) in [(1e30, 1e10), (1e-16, 1e-30)] {
            let (x, y) = (try constant([difference], .float32), try constant([0], .float32))
            let loss = try smoothL1Loss(x, y, beta: beta)
            #expect(near(loss.values, x.values, .float32))
        }
    }

    @Test func refusesANegativeBeta() throws {
        let x = try constant([1])
        for beta in [-1, nan] {
            #expect(
                errorText { _ = try smoothL1Loss(x, x, beta: beta) }
                    .hasPrefix("smoothL1Loss: expected a beta of at least 0; got "))
        }
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try smoothL1Loss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "smoothL1Loss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
