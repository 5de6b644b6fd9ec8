import ReferenceSupport
import Schedulers
import Testing

@Suite struct LearningRateControlledTests {
    /// Seed defect 40: schedules overwrote each other.
    @Test func schedulesMultiplyInAnyOrder() throws {
        let parts = ["StepLR step_size=3 gamma=0.5", "ExponentialLR gamma=0.9"]
        let forth = try SchedulerReference.rates(
            parts.joined(separator: " + "), base: 1, steps: 20)
        let back = try SchedulerReference.rates(
            parts.reversed().joined(separator: " + "), base: 1, steps: 20)
        // One product rounded in another order.
        #expect(zip(forth, back).allSatisfy { ($0 - $1).magnitude <= 2.3e-16 })
        #expect((forth[3] - 0.5 * 0.9 * 0.9 * 0.9).magnitude <= 2.3e-16)
    }

    /// Seed defect 40: a rate set by hand was clobbered at the next step.
    @Test func aRateSetByHandIsScaledFromThenOn() throws {
        let target = Rates(1)
        let step = try StepLR(target, stepSize: 2, gamma: 0.5)
        let exponential = try ExponentialLR(target, gamma: 0.5)
        step.step()
        exponential.step()
        #expect(target.rate == 0.5)
        target.learningRates[0] = 3
        #expect(target.rate == 3)
        step.step()
        #expect(target.rate == 1.5)
        exponential.step()
        #expect(target.rate == 0.75)
    }

    @Test func aRateSetByHandIsReadBackExactly() throws {
        let target = Rates(0.3)
        let exponential = try ExponentialLR(target, gamma: 0.97)
        for step in 1...50 {
            exponential.step()
            let rate = 0.1 / Double(step)
            target.learningRates[0] = rate
            #expect(target.rate == rate)
        }
    }

    @Test func aRateSetByHandWhereTheScheduleIsAtZeroCounts() throws {
        let target = Rates(1)
        let cosine = try CosineAnnealingLR(target, tMax: 2)
        cosine.step()
        cosine.step()
        #expect(target.rate == 0)
        target.learningRates[0] = 0.25
        #expect(target.rate == 0.25)
    }

    /// One has rates of its own; the other scales them, whichever came first.
    @Test func schedulesMultiplyOnARateOfZero() throws {
        for ownComesFirst in [true, false] {
            let target = Rates(0)
            let make: [() throws -> any Scheduler] = [
                { try OneCycleLR(target, maxLR: 0.5, totalSteps: 10, divFactor: 2) },
                { try ConstantLR(target, factor: 0.25, totalIters: 3) },
            ]
            let schedulers = try (ownComesFirst ? make : make.reversed()).map { try $0() }
            #expect(target.rate == 0.25 * 0.25)
            for _ in 0..<2 {
                for scheduler in schedulers { scheduler.step() }
            }
            // Two steps up from 0.25 to 0.5, which is reached after two.
            #expect(target.rate == 0.5 * 0.25)
        }
    }

    @Test func everyGroupFollows() throws {
        let target = Rates(1, 0.1, 0)
        let scheduler = try ExponentialLR(target, gamma: 0.5)
        scheduler.step()
        scheduler.step()
        #expect(scheduler.lastLearningRates == [0.25, 0.1 * 0.25, 0])
        #expect(target.learningRates.count == 3)
    }

    @Test func aGroupAddedLaterStartsAtItsRate() throws {
        let target = Rates(1)
        let scheduler = try ExponentialLR(target, gamma: 0.5)
        scheduler.step()
        target.learningRates.append(8)
        #expect(target.learningRates[1] == 8)
        scheduler.step()
        #expect(target.learningRates[1] == 2)
        #expect(target.learningRates.base(1) == 8)
    }
}
