import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct LinearLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("LinearLR") { try LinearLR($0, startFactor: 0.5, totalIters: 7) }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try LinearFactor(startFactor: 0.5, endFactor: 1, totalIters: 4)
        let rates = [0, 1, 2, 4, 9].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [4, 5, 6, 8, 8]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try LinearLR(Rates(1), startFactor: -1) }.hasPrefix(
                "LinearLR startFactor: expected"))
        #expect(
            errorText { _ = try LinearLR(Rates(1), totalIters: 0) }.hasPrefix(
                "LinearLR totalIters: expected"))
    }
}
