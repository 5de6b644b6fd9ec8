import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct MultiMarginLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(MultiMarginLoss.self) }

    @Test func wantsTheRightClassAboveAllOthers() throws {
        let x = try leaf([1, 0, 3], [1, 3])
        let loss = try multiMarginLoss(x, Tensor([0]))
        #expect(near(loss.values, [1]))
        try loss.backward()
        #expect(near(x.slopes, [-1.0 / 3, 0, 1.0 / 3]))
        #expect(near(try multiMarginLoss(x, Tensor([0]), p: 2).values, [3]))
        #expect(near(try multiMarginLoss(x[0], Tensor(scalar: 2, .int64)).values, [0]))
    }

    @Test func weightsBelongToTheTargets() throws {
        let x = try constant([0, 0, 0, 0], [2, 2])
        let losses = try multiMarginLoss(
            x, Tensor([0, 1]), weight: constant([1, 4]), reduction: .none)
        #expect(losses.values == [0.5, 2])
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try multiMarginLoss(x, Tensor([0, 3])) }
                .hasPrefix("multiMarginLoss: expected labels from 0 to 2, for 3 classes; got 3"))
        #expect(
            errorText { _ = try multiMarginLoss(x, Tensor([0, -100])) }.contains("got -100 at [1]"))
        #expect(
            errorText { _ = try multiMarginLoss(x, Tensor([0])) }.contains("[2, 3] with int64 [1]"))
        #expect(
            errorText { _ = try multiMarginLoss(x, Tensor([0, 1]), p: 3) }
                == "multiMarginLoss: expected p of 1 or 2; got 3.")
    }
}
