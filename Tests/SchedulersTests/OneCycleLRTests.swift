import Schedulers
import TestSupport
import Testing

@Suite struct OneCycleLRTests {
    @Test func goesThroughItsThreeRates() throws {
        let schedule = try OneCycle(
            maxLR: 8, totalSteps: 11, pctStart: 0.5, divFactor: 4, finalDivFactor: 2)
        let rates = [0, 4, 10, 11, 1000].map { schedule.rate(at: $0, base: 77) }
        #expect(near(rates, [2, 7.819077862357725, 1, 1, 1]))
    }

    @Test func aThirdPhaseGoesBackFirst() throws {
        let schedule = try OneCycle(
            maxLR: 8, totalSteps: 20, pctStart: 0.25, annealStrategy: .linear, divFactor: 4,
            finalDivFactor: 2, threePhase: true)
        #expect(near([0, 4, 8, 19].map { schedule.rate(at: $0, base: 1) }, [2, 8, 2, 1]))
    }

    @Test func oneStepIsEnough() throws {
        for share in [0, 0.3, 1] {
            let schedule = try OneCycle(maxLR: 8, totalSteps: 1, pctStart: share)
            #expect(schedule.rate(at: 0, base: 1).isFinite)
        }
    }

    /// PyTorch 2.13 begins with 0.004.
    @Test func anOptimizersRateOfZeroCountsForNothing() throws {
        let (none, some) = (Rates(0), Rates(7))
        let schedulers = try [none, some].map { try OneCycleLR($0, maxLR: 0.1, totalSteps: 10) }
        #expect(near([none.rate], [0.004]))
        for _ in 0..<12 {
            for scheduler in schedulers { scheduler.step() }
            #expect(near([none.rate], [some.rate]))
        }
    }

    @Test func rejectsOptionsOutOfRange() {
        for (options, name) in [
            ((0, 0.3, 25.0), "totalSteps"), ((5, 1.5, 25), "pctStart"),
            ((5, 0.3, 0), "divFactor"),
        ] as [((Int, Double, Double), String)] {
            #expect(
                errorText {
                    _ = try OneCycleLR(
                        Rates(1), maxLR: 1, totalSteps: options.0, pctStart: options.1,
                        divFactor: options.2)
                }.hasPrefix("OneCycleLR \(name): expected"))
        }
    }
}
