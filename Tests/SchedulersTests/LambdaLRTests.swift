import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct LambdaLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("LambdaLR") { LambdaLR($0, factor: { 1 / Double($0 + 1) }) }
    }

    @Test func isAFunctionOfTheStep() {
        let schedule = LambdaSchedule { 1 / Double($0 + 1) }
        let rates = [0, 1, 3].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [8, 4, 2]))
    }
}
