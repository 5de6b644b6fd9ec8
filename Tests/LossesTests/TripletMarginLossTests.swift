import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct TripletMarginLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(TripletMarginLoss.self) }

    @Test func wantsNegativesFarther() throws {
        let a = try constant([0, 0], [1, 2])
        let (p, n) = (try constant([3, 4], [1, 2]), try constant([5, 0], [1, 2]))
        #expect(near(try tripletMarginLoss(a, p, n, eps: 0).values, [1]))
        #expect(near(try tripletMarginLoss(a, p, n, p: 1, eps: 0).values, [3]))
        // From positive to negative it is √20.
        #expect(
            near(try tripletMarginLoss(a, p, n, eps: 0, swap: true).values, [6 - 4.47213595499958]))
        #expect(try tripletMarginLoss(a[0], p[0], n[0]).shape == [])
    }

    @Test func equalVectorsHaveAFiniteGradient() throws {
        let x = try leaf([1, 2], [1, 2])
        try tripletMarginLoss(x, x.detach(), x.detach()).backward()
        #expect(x.slopes.allSatisfy { $0.isFinite })
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try tripletMarginLoss(x, .ones(3), x) }
                == "tripletMarginLoss: expected positives of the anchor's shape [2, 3]; got [3]. "
                + "Reshape or expand one of them.")
        #expect(
            errorText { _ = try tripletMarginLoss(x, x, x, margin: 0) }
                == "tripletMarginLoss: expected a positive margin; got 0.0.")
    }
}
