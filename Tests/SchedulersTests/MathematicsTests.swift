import Schedulers
import Testing

/// The helpers are reached through the schedules that use them.
@Suite struct MathematicsTests {
    @Test func powersBySquaringAreWithinAFewUlps() throws {
        let decay = try ExponentialDecay(gamma: 0.5)
        for step in [0, 1, 2, 3, 10, 63, 64, 1000, 1074] {
            #expect(
                decay.rate(at: step, base: 1)
                    == Double(sign: .plus, exponent: -step, significand: 1))
        }
        #expect(decay.rate(at: 1075, base: 1) == 0)
    }

    @Test func zeroToTheZerothIsOne() throws {
        let decay = try ExponentialDecay(gamma: 0)
        #expect(decay.rate(at: 0, base: 3) == 3)
        #expect(decay.rate(at: 1, base: 3) == 0)
    }
}
