import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct ExponentialLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("ExponentialLR") { try ExponentialLR($0, gamma: 0.9) }
    }

    @Test func aMillionStepsDoNotDrift() throws {
        let decay = try ExponentialDecay(gamma: 0.999999)
        // exp(1e6 log(1 - 1e-6)) = exp(-1.0000005000003333…), by mpmath.
        let expected = 0.3678792572316451
        let error = (decay.rate(at: 1_000_000, base: 1) / expected - 1).magnitude
        // Each of 20 squarings doubles the relative error before it: 2^20 · 1e-16.
        #expect(error < 1e-9)
    }

    @Test(arguments: [-0.1, .nan, .infinity])
    func rejectsAnImpossibleGamma(gamma: Double) {
        #expect(
            errorText { _ = try ExponentialLR(Rates(1), gamma: gamma) }
                .hasPrefix("ExponentialLR gamma: expected a finite number of at least 0; got "))
    }
}
