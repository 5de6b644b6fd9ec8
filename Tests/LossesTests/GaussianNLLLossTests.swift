import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct GaussianNLLLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(GaussianNLLLoss.self) }

    @Test func weighsErrorsByTheVariance() throws {
        let (x, t) = (try constant([1, 2, 3, 4], [2, 2]), try constant([1, 4, 3, 0], [2, 2]))
        let v = try constant([1, 4])
        let losses = try gaussianNLLLoss(x, t, v, reduction: .none)
        let half = 0.6931471805599453
        #expect(near(losses.values, [0, 2, half, half + 2]))
        let column = try gaussianNLLLoss(x, t, v.unsqueeze(dim: 1), full: true, reduction: .none)
        #expect(near(try (column - losses).values, Array(repeating: 0.9189385332046727, count: 4)))
    }

    @Test func smallVariancesCountAsEpsAndStillGetTheirGradient() throws {
        let (x, v) = (try constant([0]), try leaf([0]))
        let loss = try gaussianNLLLoss(x, x, v, eps: 0.25)
        #expect(near(loss.values, [-0.6931471805599453]))
        try loss.backward()
        #expect(near(v.slopes, [2]))
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try gaussianNLLLoss(x, x, .ones(3)) }
                == "gaussianNLLLoss: expected variances [2, 3], or one for each row [2]; got [3].")
        #expect(
            errorText { _ = try gaussianNLLLoss(x, x, -x) }
                == "gaussianNLLLoss: expected variances of at least 0; got a negative one. "
                + "Predict their logarithm, and take exp().")
        #expect(
            errorText { _ = try gaussianNLLLoss(x, x, x, eps: 0) }
                == "gaussianNLLLoss: expected a positive eps; got 0.0.")
        #expect(errorText { _ = try gaussianNLLLoss(x, .ones(3), x) }.contains("got [3]"))
    }
}
