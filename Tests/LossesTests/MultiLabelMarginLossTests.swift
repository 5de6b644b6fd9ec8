import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct MultiLabelMarginLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(MultiLabelMarginLoss.self) }

    @Test func labelsEndAtMinusOne() throws {
        // PyTorch's example: targets 3 and 0 against 1 and 2.
        let x = try leaf([0.1, 0.2, 0.4, 0.8], [1, 4])
        let loss = try multilabelMarginLoss(x, Tensor([[3, 0, -1, 1]]))
        #expect(near(loss.values, [0.85]))
        try loss.backward()
        #expect(near(x.slopes, [-0.5, 0.5, 0.5, -0.5]))
        #expect(near(try multilabelMarginLoss(x[0], Tensor([3, 0, -1, 1])).values, [0.85]))
    }

    @Test func noLabelsOrAllCostNothing() throws {
        let x = try constant([1, 2, 3, 4], [2, 2])
        let losses = try multilabelMarginLoss(x, Tensor([[-1, 0], [1, 0]]), reduction: .none)
        #expect(losses.values == [0, 0])
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try Tensor.ones(1, 3)
        #expect(
            errorText { _ = try multilabelMarginLoss(x, Tensor([[0, 3, -1]])) }
                == "multilabelMarginLoss: expected labels from 0 to 2, then −1; got 3.")
        #expect(errorText { _ = try multilabelMarginLoss(x, Tensor([[0, 1]])) }.contains("[1, 2]"))
        #expect(
            errorText { _ = try multilabelMarginLoss(x, .ones(1, 3)) }
                .contains("integer labels; got float32 [1, 3] and float32"))
    }
}
