import Foundation
import ReferenceSupport
import Schedulers
import TestSupport
import Testing

@Suite struct SchedulerTests {
    static let names = [
        "StepLR step_size=3 gamma=0.7", "ExponentialLR gamma=0.9",
        "CosineAnnealingLR T_max=9 eta_min=0.01",
    ]

    /// Seed defect 39: schedulers had no state.
    @Test(arguments: names)
    func continuesFromItsStateBitForBit(name: String) throws {
        let whole = try SchedulerReference.rates(name, base: 0.3, steps: 40)
        let target = Rates(0.3)
        let first = try SchedulerReference.make(name, on: target)
        for _ in 0..<17 { first.step() }
        let saved = try JSONEncoder().encode(first.state)

        let fresh = Rates(0.3)
        let second = try SchedulerReference.make(name, on: fresh)
        try second.load(JSONDecoder().decode(SchedulerState.self, from: saved))
        #expect(second.stepCount == 17)
        var rest = [fresh.rate]
        for _ in 17..<40 {
            second.step()
            rest.append(fresh.rate)
        }
        #expect(rest == Array(whole[17...]))
        #expect(second.lastLearningRates == [whole[40]])
    }

    @Test func refusesTheStateOfAnotherKind() throws {
        let target = Rates(1)
        let scheduler = try ExponentialLR(target, gamma: 0.5)
        scheduler.step()
        let text = errorText {
            try scheduler.load(SchedulerState(kind: "StepLR", stepCount: 3))
        }
        #expect(text == "load: expected the state of a ExponentialLR; got that of a StepLR.")
        #expect(scheduler.stepCount == 1)
        #expect(target.rate == 0.5)
    }

    /// Above the bound a further step could overflow.
    @Test(arguments: [-1, Int(Int32.max) + 1, .max])
    func refusesStepCountsThatCannotBe(count: Int) throws {
        let target = Rates(1)
        let scheduler = try ExponentialLR(target, gamma: 0.5)
        let text = errorText {
            try scheduler.load(SchedulerState(kind: "ExponentialLR", stepCount: count))
        }
        #expect(
            text == "ExponentialLR stepCount: expected a count from 0 to 2147483647; got \(count).")
        #expect(target.rate == 1)
        #expect(scheduler.stepCount == 0)
    }

    @Test func stepsOnFromTheLargestCount() throws {
        let scheduler = try ExponentialLR(Rates(1), gamma: 0.5)
        try scheduler.load(SchedulerState(kind: "ExponentialLR", stepCount: Int(Int32.max)))
        scheduler.step()
        #expect(scheduler.stepCount == Int(Int32.max) + 1)
    }

    @Test func aScheduleOfOnesOwnWorks() throws {
        struct WarmUp: Schedule {
            func rate(at step: Int, base: Double) -> Double { base * Double(min(step, 4)) / 4 }
        }
        final class WarmUpLR: ScheduleFollower {
            static let kind = "WarmUpLR"
            let follower: Follower
            init(_ target: any LearningRateControlled) { follower = Follower(WarmUp(), target) }
        }
        let target = Rates(2)
        let scheduler = WarmUpLR(target)
        var rates = [target.rate]
        for _ in 0..<5 {
            scheduler.step()
            rates.append(target.rate)
        }
        #expect(rates == [0, 0.5, 1, 1.5, 2, 2])
    }
}
