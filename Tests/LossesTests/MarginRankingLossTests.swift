import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct MarginRankingLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(MarginRankingLoss.self) }

    @Test func wantsTheOneAboveTheOther() throws {
        let (a, b) = (try leaf([1, 1, 3]), try leaf([2, 2, 1]))
        let losses = try marginRankingLoss(a, b, Tensor([1, -1, 1]), margin: 0.5, reduction: .none)
        #expect(losses.values == [1.5, 0, 0])
        try losses.sum().backward()
        #expect(a.slopes == [-1, 0, 0] && b.slopes == [1, 0, 0])
    }

    @Test func refusesShapesThatDiffer() throws {
        let x = try Tensor.ones(3)
        #expect(
            errorText { _ = try marginRankingLoss(x, .ones(3, 1), x) }
                == "marginRankingLoss: expected a second input of the first's shape [3]; "
                + "got [3, 1]. Reshape or expand one of them.")
        #expect(
            errorText { _ = try marginRankingLoss(x, x, .ones([])) }
                .contains("a target of the first's shape [3]; got []"))
    }
}
