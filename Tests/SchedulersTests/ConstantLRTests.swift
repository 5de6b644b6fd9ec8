import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct ConstantLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("ConstantLR") { try ConstantLR($0, factor: 0.5, totalIters: 7) }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try ConstantFactor(factor: 0.25, totalIters: 2)
        let rates = [0, 1, 2, 9].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [2, 2, 8, 8]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try ConstantLR(Rates(1), factor: .nan) }.hasPrefix(
                "ConstantLR factor: expected"))
        #expect(
            errorText { _ = try ConstantLR(Rates(1), totalIters: -1) }.hasPrefix(
                "ConstantLR totalIters: expected"))
    }
}
