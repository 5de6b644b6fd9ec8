import Schedulers
import TestSupport
import Testing

@Suite struct CyclicLRTests {
    @Test func goesUpAndDown() throws {
        let schedule = try CyclicSchedule(baseLR: 1, maxLR: 5, stepSizeUp: 2, stepSizeDown: 4)
        let rates = (0...8).map { schedule.rate(at: $0, base: 77) }
        #expect(near(rates, [1, 3, 5, 4, 3, 2, 1, 3, 5]))
    }

    @Test func cyclesShrink() throws {
        let halving = try CyclicSchedule(baseLR: 0, maxLR: 8, stepSizeUp: 1, mode: .triangular2)
        #expect(near([1, 3, 5].map { halving.rate(at: $0, base: 1) }, [8, 4, 2]))
        let range = try CyclicSchedule(
            baseLR: 0, maxLR: 8, stepSizeUp: 1, mode: .expRange, gamma: 0.5)
        #expect(near([1, 3].map { range.rate(at: $0, base: 1) }, [4, 1]))
    }

    /// Its rates are its own: what the optimizer had does not count, and resuming lands on the
    /// step.
    @Test func resumesFromItsState() throws {
        let (first, second) = (Rates(0.5), Rates(2))
        let walking = try CyclicLR(first, baseLR: 1, maxLR: 5, stepSizeUp: 3)
        for _ in 0..<7 { walking.step() }
        let resumed = try CyclicLR(second, baseLR: 1, maxLR: 5, stepSizeUp: 3)
        try resumed.load(walking.state)
        #expect(near([first.rate], [second.rate]))
    }

    /// PyTorch 2.13 begins with 0.01, and with 0.
    @Test func anOptimizersRateOfZeroCountsForNothing() throws {
        for least in [0.01, 0] {
            let (none, some) = (Rates(0), Rates(7))
            let schedulers = try [none, some].map {
                try CyclicLR($0, baseLR: least, maxLR: 0.1, stepSizeUp: 3)
            }
            #expect(none.rate == least)
            for _ in 0..<12 {
                for scheduler in schedulers { scheduler.step() }
                #expect(near([none.rate], [some.rate]))
            }
        }
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try CyclicLR(Rates(1), baseLR: 1, maxLR: 2, stepSizeUp: 0) }
                == "CyclicLR stepSizeUp: expected at least 1; got 0.")
        #expect(
            errorText { _ = try CyclicLR(Rates(1), baseLR: -1, maxLR: 2) }
                .hasPrefix("CyclicLR baseLR: expected"))
        #expect(
            errorText { _ = try CyclicLR(Rates(1), baseLR: 1, maxLR: 2, stepSizeUp: .max) }
                .hasPrefix("CyclicLR stepSizeUp: expected a cycle of at most"))
    }
}
