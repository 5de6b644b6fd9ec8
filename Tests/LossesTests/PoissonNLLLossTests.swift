import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct PoissonNLLLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(PoissonNLLLoss.self) }

    @Test func ofLogarithmsAndOfMeans() throws {
        let t = try constant([0, 2])
        #expect(
            near(
                try poissonNLLLoss(constant([0, 1]), t, reduction: .none).values,
                [1, 2.718281828459045 - 2]))
        #expect(
            near(
                try poissonNLLLoss(constant([1, 2]), t, logInput: false, eps: 0, reduction: .none)
                    .values, [1, 2 - 2 * 0.6931471805599453]))
    }

    @Test func theFullLossAddsStirlingsTermAboveOne() throws {
        let (x, t) = (try constant([0, 0, 0]), try leaf([0, 1, 3]))
        let plain = try poissonNLLLoss(x, t, reduction: .none)
        let full = try poissonNLLLoss(x, t, full: true, reduction: .none)
        // 3 log 3 − 3 + log(6π)/2.
        #expect(near(try (full - plain).values, [0, 0, 1.7640815435430568], within: 1e-14))
        try full.sum().backward()
        #expect(t.slopes.allSatisfy { $0.isFinite })
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try poissonNLLLoss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "poissonNLLLoss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
