import ConformanceCheck
import Foundation
import Schedulers
import TestSupport
import Testing

@Suite struct ReduceLROnPlateauTests {
    @Test func passesTheSchedulerCheck() throws {
        try checkScheduler("ReduceLROnPlateau") { try ReduceLROnPlateau($0) }
    }

    @Test func reducesAfterItsPatience() throws {
        let target = Rates(1)
        let scheduler = try ReduceLROnPlateau(target, factor: 0.5, patience: 1)
        var rates: [Double] = []
        for metric in [3.0, 2, 2, 2, 2, 2, 1] {
            scheduler.step(metric: metric)
            rates.append(target.rate)
        }
        #expect(rates == [1, 1, 1, 0.5, 0.5, 0.25, 0.25] && scheduler.best == 1)
    }

    @Test func aRateNeverFallsBelowTheLeast() throws {
        let target = Rates(1)
        let scheduler = try ReduceLROnPlateau(target, factor: 0.1, patience: 0, minLR: 0.25)
        for _ in 0..<5 { scheduler.step(metric: .nan) }
        #expect(target.rate == 0.25)
    }

    @Test func afterAReductionItWaits() throws {
        let target = Rates(1)
        let scheduler = try ReduceLROnPlateau(
            target, mode: .max, factor: 0.5, patience: 0, cooldown: 2)
        var rates: [Double] = []
        for _ in 0..<6 {
            scheduler.step(metric: 1)
            rates.append(target.rate)
        }
        #expect(rates == [1, 0.5, 0.5, 0.5, 0.25, 0.25])
    }

    @Test func resumesWithAllThatItHasSeen() throws {
        let (first, second) = (Rates(1, 3), Rates(1, 3))
        let walking = try ReduceLROnPlateau(first, factor: 0.5, patience: 2, cooldown: 1)
        let metrics = (0..<40).map { Double($0 % 7) }
        for metric in metrics[..<17] { walking.step(metric: metric) }
        let resumed = try ReduceLROnPlateau(second, factor: 0.5, patience: 2, cooldown: 1)
        let state = try JSONDecoder().decode(
            SchedulerState.self, from: JSONEncoder().encode(walking.state))
        try resumed.load(state)
        for metric in metrics[17...] {
            walking.step(metric: metric)
            resumed.step(metric: metric)
            #expect(walking.lastLearningRates == resumed.lastLearningRates)
        }
        #expect(resumed.state == walking.state)
        var wrong = state
        wrong.values["bad_count"] = 0.5
        #expect(errorText { try resumed.load(wrong) }.contains("bad_count: expected a count"))
        wrong.values["bad_count"] = 0x1p62
        #expect(errorText { try resumed.load(wrong) }.contains("bad_count: expected a count"))
        wrong.values["bad_count"] = 1
        wrong.values["factor.1"] = nil
        #expect(errorText { try resumed.load(wrong) }.contains("factor.1"))
    }

    @Test func resumesAfterAnInfiniteMetric() throws {
        for (mode, metric) in [
            (.min, -.infinity), (.max, .infinity),
        ] as [(ReduceLROnPlateau.Mode, Double)] {
            let walking = try ReduceLROnPlateau(Rates(1), mode: mode)
            walking.step(metric: metric)
            let resumed = try ReduceLROnPlateau(Rates(1), mode: mode)
            var state = try JSONDecoder().decode(
                SchedulerState.self, from: JSONEncoder().encode(walking.state))
            try resumed.load(state)
            #expect(resumed.best == metric && resumed.state == walking.state)
            state.values["best_is_extreme"] = 2
            #expect(errorText { try resumed.load(state) }.contains("best_is_extreme: expected"))
        }
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try ReduceLROnPlateau(Rates(1), factor: 1) }
                == "ReduceLROnPlateau factor: expected a number of [0, 1); got 1.0.")
        #expect(
            errorText { _ = try ReduceLROnPlateau(Rates(1), patience: -1) }
                .hasPrefix("ReduceLROnPlateau patience: expected"))
    }
}
