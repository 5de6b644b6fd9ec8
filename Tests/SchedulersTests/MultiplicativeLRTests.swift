import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct MultiplicativeLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("MultiplicativeLR") {
            MultiplicativeLR($0, factor: { $0 % 2 == 0 ? 2 : 0.5 })
        }
    }

    @Test func isAFunctionOfTheStep() {
        let schedule = MultiplicativeSchedule { Double($0) }
        let rates = [0, 1, 3, 4].map { schedule.rate(at: $0, base: 1) }
        #expect(near(rates, [1, 1, 6, 24]))
    }
}
