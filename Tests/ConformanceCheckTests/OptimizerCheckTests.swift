import ConformanceCheck
import Optimizers
import Testing

/// What the check says about the handmade optimizer with a fault.
private func findings(_ fault: HandmadeOptimizer.Fault) -> String {
    do {
        let report = try checkOptimizer(
            "handmade", groups: { try HandmadeOptimizer($0, fault) }
        ) { try HandmadeOptimizer([(parameters: $0, lr: $1)], fault) }
        return report.description
    } catch { return "\(error)" }
}

struct OptimizerCheckTests {
    @Test func passesAnOptimizerThatIsRight() throws {
        #expect(findings(.none) == "optimizer handmade: 9 samples")
    }

    @Test(
        arguments: [
            (.ascends, "descent: 30 steps on Σ x² lead from"),
            (.countsStepsForAll, "first steps: a parameter whose gradient comes at step 3 moves"),
            (.forgetsMomentum, "state: float32: a resumed run gives other bits than a whole one"),
            (.forgetsRate, "state: float64: a resumed run gives other bits than a whole one"),
            (.acceptsAnyState, "wrong states: an empty state does not throw"),
            (.takesWhatFits, "changes \"momentum."),
            (.acceptsAnyRate, "refusals: the learning rate -0.1 does not throw"),
            (.acceptsNothing, "refusals: an empty list of parameters does not throw"),
            (.acceptsTwice, "refusals: the same parameter twice does not throw"),
            (.movesWithoutGradient, "gradients: a step changes a parameter without a gradient"),
            (.changesGradients, "gradients: a step changes a gradient"),
            (.makesDouble, "types: a parameter of float32 became float64"),
            (.ignoresZeroGrad, "gradients: zeroGrad() leaves a gradient"),
            (.sharesRate, "groups: group 1 moves otherwise than alone at its learning rate"),
        ] as [(HandmadeOptimizer.Fault, String)])
    func seesWhatIsWrong(fault: HandmadeOptimizer.Fault, finding: String) {
        let text = findings(fault)
        #expect(text.hasPrefix("optimizer handmade: the check failed"))
        #expect(text.contains(finding), "\(text)")
    }

    @Test func everyFaultIsSeen() {
        for fault in HandmadeOptimizer.Fault.allCases where fault != .none {
            #expect(findings(fault).contains("the check failed"), "\(fault)")
        }
    }
}
