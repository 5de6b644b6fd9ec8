import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct PolynomialLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("PolynomialLR") { try PolynomialLR($0, totalIters: 7, power: 2) }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try PolynomialDecay(totalIters: 4, power: 2)
        let rates = [0, 2, 4, 9].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [8, 2, 0, 0]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try PolynomialLR(Rates(1), totalIters: 0) }.hasPrefix(
                "PolynomialLR totalIters: expected"))
        #expect(
            errorText { _ = try PolynomialLR(Rates(1), power: -1) }.hasPrefix(
                "PolynomialLR power: expected"))
    }
}
