import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct SequentialLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("SequentialLR") {
            try SequentialLR(
                $0,
                schedules: [ConstantFactor(factor: 0.5, totalIters: 9), StepDecay(stepSize: 3)],
                milestones: [4])
        }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try SequentialSchedule(
            schedules: [ConstantFactor(factor: 0.5), ExponentialDecay(gamma: 0.5)], milestones: [2])
        let rates = [0, 1, 2, 3, 4].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [4, 4, 8, 4, 2]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try SequentialLR(Rates(1), schedules: [], milestones: []) }.hasPrefix(
                "SequentialLR milestones: expected"))
        #expect(
            errorText {
                _ = try SequentialLR(
                    Rates(1), schedules: [ExponentialDecay(gamma: 1)], milestones: [3])
            }.hasPrefix("SequentialLR milestones: expected"))
    }
}
