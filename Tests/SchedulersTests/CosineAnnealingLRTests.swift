import ConformanceCheck
import Schedulers
import TestSupport
import Testing

@Suite struct CosineAnnealingLRTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("CosineAnnealingLR") { try CosineAnnealingLR($0, tMax: 7, etaMin: 0.1) }
    }

    @Test func reachesTheExtremesExactly() throws {
        let annealing = try CosineAnnealing(tMax: 7, etaMin: 0.125)
        for period in 0..<1000 {
            #expect(annealing.rate(at: 14 * period, base: 0.5) == 0.5)
            #expect(annealing.rate(at: 14 * period + 7, base: 0.5) == 0.125)
        }
    }

    @Test func isSymmetricAboutItsLowestRate() throws {
        let annealing = try CosineAnnealing(tMax: 10)
        for step in 0...10 {
            let (down, up) = (
                annealing.rate(at: step, base: 1), annealing.rate(at: 20 - step, base: 1)
            )
            // cos is even; the arguments differ by one rounding.
            #expect((down - up).magnitude <= 4e-16)
        }
    }

    @Test(arguments: [0, -5])
    func rejectsAPeriodBelowOne(tMax: Int) {
        #expect(
            errorText { _ = try CosineAnnealingLR(Rates(1), tMax: tMax) }
                == "CosineAnnealingLR tMax: expected at least 1; got \(tMax).")
    }

    @Test(arguments: [-0.1, .nan, .infinity])
    func rejectsAnImpossibleLowestRate(etaMin: Double) {
        #expect(
            errorText { _ = try CosineAnnealingLR(Rates(1), tMax: 5, etaMin: etaMin) }
                .hasPrefix("CosineAnnealingLR etaMin: expected a finite number of at least 0; got"))
    }

    @Test func aPeriodNearTheLargestIntegerDoesNotTrap() throws {
        let annealing = try CosineAnnealing(tMax: .max)
        #expect(annealing.rate(at: 5, base: 1) == 1)
    }
}
