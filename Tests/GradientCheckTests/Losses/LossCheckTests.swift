import Autograd
import GradientCheck
import Losses
import Testing

/// What the check says about a loss.
private func findings<L: LossFunction>(_: L.Type) -> String {
    do { return try checkLoss(L.self).description } catch { return "\(error)" }
}

struct LossCheckTests {
    @Test func passesALossThatIsRight() throws {
        let report = try checkLoss(FaultlessLoss.self)
        #expect(report.kind == "loss" && report.name == "test.FaultlessLoss")
        // Two samples, three reductions, prediction and target, two mutations.
        #expect(report.sampleCount == 2 && report.mutationCount == 24)
        #expect(report.mutationsCaught == 24 && report.worstRelativeError < 1e-8)
    }

    @Test func seesThatNoGradientReachesTheTarget() {
        #expect(
            findings(DetachedTarget.self)
                .contains("the target: analytic is 0 everywhere: no gradient arrives"))
    }

    @Test func seesAGradientThatIsOffByOnePercent() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try Mutation.plant("square", input: 0, factor: 1.01) { try checkLoss(MSELoss.self) }
        }
        #expect("\(error)".contains("the prediction: analytic is 1.01 times numeric everywhere"))
    }

    @Test func seesReductionsThatDoNotFitTogether() {
        let mean = findings(WrongMean.self)
        #expect(mean.contains("sample [4, 3], reductions: expected the mean"))
        #expect(!mean.contains("sample [5], reductions"))
        #expect(findings(WrongSum.self).contains("the losses add up to"))
    }

    @Test func seesTargetsThatAreNotRefused() {
        #expect(
            findings(AcceptsShortTargets.self).contains(
                "refusals: the target with a row too few, [4, 3], [3, 3], does not throw"))
    }

    @Test func seesEmptyBatchesGoneWrong() {
        #expect(findings(RefusesNothing.self).contains("empty batch: threw test.RefusesNothing"))
        #expect(findings(MeanOfNothing.self).contains("expected the mean NaN; got 0.0"))
    }

    @Test func seesAResultOfAnotherType() {
        #expect(
            findings(DoubleLoss.self).contains(
                "expected float32 and float64 results; got float64 and float64"))
    }

    @Test func wantsSamplesWhereTheyCannotBeFound() {
        #expect(findings(WithoutSamplesLoss.self).contains("expected samples; got none"))
    }
}
