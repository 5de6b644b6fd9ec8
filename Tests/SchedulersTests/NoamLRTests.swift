import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct NoamLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("NoamLR") { try NoamLR($0, modelSize: 16, warmupSteps: 5) }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try NoamSchedule(modelSize: 4, warmupSteps: 4)
        let rates = [0, 3, 15].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [0.5, 2, 1]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try NoamLR(Rates(1), modelSize: 0) }.hasPrefix(
                "NoamLR modelSize: expected"))
        #expect(
            errorText { _ = try NoamLR(Rates(1), modelSize: 1, warmupSteps: 0) }.hasPrefix(
                "NoamLR warmupSteps: expected"))
    }
}
