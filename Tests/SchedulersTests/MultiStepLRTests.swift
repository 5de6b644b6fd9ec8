import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct MultiStepLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("MultiStepLR") { try MultiStepLR($0, milestones: [5, 20], gamma: 0.5) }
    }

    @Test func isAFunctionOfTheStep() throws {
        let schedule = try MultiStepDecay(milestones: [4, 2, 4], gamma: 0.5)
        let rates = [0, 1, 2, 3, 4, 99].map { schedule.rate(at: $0, base: 8) }
        #expect(near(rates, [8, 8, 4, 4, 1, 1]))
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try MultiStepLR(Rates(1), milestones: [-1]) }.hasPrefix(
                "MultiStepLR milestones: expected"))
        #expect(
            errorText { _ = try MultiStepLR(Rates(1), milestones: [1], gamma: -1) }.hasPrefix(
                "MultiStepLR gamma: expected"))
    }
}
