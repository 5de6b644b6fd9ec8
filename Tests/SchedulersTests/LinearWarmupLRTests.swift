import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct LinearWarmupLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("LinearWarmupLR") {
            try LinearWarmupLR($0, steps: 5, schedule: StepDecay(stepSize: 3))
        }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try LinearWarmup(steps: 4, schedule: ExponentialDecay(gamma: 0.5))
        let rates = [0, 1, 4, 5].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [0, 2, 8, 4]))
    }

    @Test func withoutAScheduleTheBaseRateStays() throws {
        #expect(try LinearWarmup(steps: 2).rate(at: 9, base: 8) == 8)
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try LinearWarmupLR(Rates(1), steps: 0) }.hasPrefix(
                "LinearWarmupLR steps: expected"))
        #expect(
            errorText { _ = try LinearWarmupLR(Rates(1), steps: 1, startFactor: -1) }.hasPrefix(
                "LinearWarmupLR startFactor: expected"))
    }
}
