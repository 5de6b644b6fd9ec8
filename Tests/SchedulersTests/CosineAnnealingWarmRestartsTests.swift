import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct CosineAnnealingWarmRestartsTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("CosineAnnealingWarmRestarts") {
            try CosineAnnealingWarmRestarts($0, t0: 5, tMult: 2, etaMin: 0.1)
        }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try CosineRestarts(t0: 2, tMult: 3)
        let rates = [0, 1, 2, 5, 8, 17, 26].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [8, 4, 8, 4, 8, 4, 8]))
    }

    @Test func farStepsDoNotTrap() throws {
        let schedule = try CosineRestarts(t0: 3, tMult: .max)
        #expect(schedule.rate(at: .max, base: 1).isFinite)
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try CosineAnnealingWarmRestarts(Rates(1), t0: 0) }.hasPrefix(
                "CosineAnnealingWarmRestarts t0: expected"))
        #expect(
            errorText { _ = try CosineAnnealingWarmRestarts(Rates(1), t0: 1, tMult: 0) }.hasPrefix(
                "CosineAnnealingWarmRestarts tMult: expected"))
        #expect(
            errorText { _ = try CosineAnnealingWarmRestarts(Rates(1), t0: 1, etaMin: -1) }
                .hasPrefix("CosineAnnealingWarmRestarts etaMin: expected"))
    }
}
