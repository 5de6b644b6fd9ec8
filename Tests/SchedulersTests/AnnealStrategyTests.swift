import Schedulers
import TestSupport
import Testing

/// Seen through the schedule that is nothing else.
@Suite struct AnnealStrategyTests {
    @Test(arguments: AnnealStrategy.allCases)
    func theEndsAreExact(strategy: AnnealStrategy) throws {
        let annealing = try SWAAnnealing(swaLR: 0.3, annealEpochs: 7, strategy: strategy)
        #expect(annealing.rate(at: 0, base: 0.7) == 0.7 && annealing.rate(at: 7, base: 0.7) == 0.3)
    }

    @Test func halfTheWayIsTheMiddle() throws {
        for strategy in AnnealStrategy.allCases {
            let annealing = try SWAAnnealing(swaLR: 1, annealEpochs: 2, strategy: strategy)
            #expect(near([annealing.rate(at: 1, base: 3)], [2]))
        }
    }
}
