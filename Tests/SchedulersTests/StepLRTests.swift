import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct StepLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("StepLR") { try StepLR($0, stepSize: 3, gamma: 0.5) }
    }

    @Test func isAFunctionOfTheStep() throws {
        let decay = try StepDecay(stepSize: 3, gamma: 0.5)
        #expect([0, 2, 3, 5, 6, 9].map { decay.rate(at: $0, base: 8) } == [8, 8, 4, 4, 2, 1])
    }

    @Test(arguments: [0, -1, Int.min])
    func rejectsAStepSizeBelowOne(size: Int) {
        #expect(
            errorText { _ = try StepLR(Rates(1), stepSize: size) }
                == "StepLR stepSize: expected at least 1; got \(size).")
    }

    @Test(arguments: [-0.1, .nan, .infinity])
    func rejectsAnImpossibleGamma(gamma: Double) {
        let target = Rates(0.5)
        #expect(
            errorText { _ = try StepLR(target, stepSize: 1, gamma: gamma) }
                .hasPrefix("StepLR gamma: expected a finite number of at least 0; got "))
        #expect(target.rate == 0.5)
    }
}
