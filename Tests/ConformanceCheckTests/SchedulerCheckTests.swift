import ConformanceCheck
import Schedulers
import Testing

/// A scheduler that halves every two steps, with parts that can be wrong.
private final class HandmadeScheduler: Scheduler {
    enum Fault: CaseIterable, Sendable {
        case none, drifts, miscounts, acceptsNegative, acceptsAnyKind, changesBeforeItThrows
        case overwrites, tellsOldRates, becomesNegative
    }

    private struct Halving: Schedule {
        let fault: Fault
        func rate(at step: Int, base: Double) -> Double {
            if fault == .becomesNegative { return base * Double(10 - step) }
            return base * Double(sign: .plus, exponent: -step / 2, significand: 1)
        }
    }

    private final class Inner: ScheduleFollower {
        static let kind = "Halving"
        let follower: Follower
        init(_ fault: Fault, _ target: any LearningRateControlled) {
            follower = Follower(Halving(fault: fault), target)
        }
    }

    private let fault: Fault
    private let inner: Inner
    private let target: any LearningRateControlled
    private var old: [Double] = []

    init(_ fault: Fault, _ target: any LearningRateControlled) {
        self.fault = fault
        self.target = target
        inner = Inner(fault, target)
        old = inner.lastLearningRates
    }

    var stepCount: Int { fault == .miscounts ? 2 * inner.stepCount : inner.stepCount }
    var lastLearningRates: [Double] {
        fault == .tellsOldRates ? old : inner.lastLearningRates
    }
    var state: SchedulerState { inner.state }

    func step() {
        old = inner.lastLearningRates
        inner.step()
        let rates = target.learningRates
        for group in 0..<rates.count {
            if fault == .drifts { rates[group] *= 1 + 1e-13 }
            // As if nobody else moved the rates.
            if fault == .overwrites {
                rates[group] =
                    rates.base(group)
                    * Double(sign: .plus, exponent: -stepCount / 2, significand: 1)
            }
        }
    }

    func load(_ state: SchedulerState) throws {
        var state = state
        if fault == .acceptsNegative { state.stepCount = max(0, state.stepCount) }
        if fault == .acceptsAnyKind { state.kind = "Halving" }
        if fault == .changesBeforeItThrows { inner.step() }
        try inner.load(state)
    }
}

struct SchedulerCheckTests {
    private func findings(_ fault: HandmadeScheduler.Fault) -> String {
        do {
            return try checkScheduler("handmade") { HandmadeScheduler(fault, $0) }.description
        } catch { return "\(error)" }
    }

    @Test func passesASchedulerThatIsRight() {
        #expect(findings(.none) == "scheduler handmade: 4 samples")
    }

    @Test func seesWhatIsWrong() {
        #expect(findings(.drifts).contains("state: 0 steps give"))
        #expect(findings(.miscounts).contains("steps: after 1 steps the count is 2"))
        #expect(findings(.acceptsNegative).contains("a negative count does not throw"))
        #expect(findings(.acceptsAnyKind).contains("another kind's state does not throw"))
        #expect(findings(.changesBeforeItThrows).contains("changes the scheduler"))
        #expect(findings(.overwrites).contains("composition: beside one that halves"))
        #expect(findings(.tellsOldRates).contains("lastLearningRates are"))
        #expect(findings(.becomesNegative).contains("after 11 steps the rates are"))
    }

    @Test func everyFaultIsSeen() {
        for fault in HandmadeScheduler.Fault.allCases where fault != .none {
            #expect(findings(fault).contains("the check failed"), "\(fault)")
        }
    }
}
