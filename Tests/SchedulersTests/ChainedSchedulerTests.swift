import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct ChainedSchedulerTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("ChainedScheduler") {
            try ChainedScheduler(
                $0, schedules: [ConstantFactor(factor: 0.5, totalIters: 9), StepDecay(stepSize: 3)])
        }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try ChainedSchedule(schedules: [
            ConstantFactor(factor: 0.5, totalIters: 2), ExponentialDecay(gamma: 0.5),
        ])
        let rates = [0, 1, 2, 3].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [4, 2, 2, 1]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try ChainedScheduler(Rates(1), schedules: []) }.hasPrefix(
                "ChainedScheduler schedules: expected"))
    }
}
