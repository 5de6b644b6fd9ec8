import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct TrainerTests {
    let directory: TemporaryDirectory
    let trainer: Trainer

    init() throws {
        directory = try TemporaryDirectory()
        trainer = try SmallData.trainer(in: directory)
    }

    @Test func countsBatchesEpochsAndSamples() throws {
        // 24 samples to train on in batches of 7.
        #expect(trainer.batchesPerEpoch == 4)
        #expect(try trainer.run(until: 2) == .finished)
        #expect(trainer.record.epoch == 2 && trainer.record.batch == 0 && trainer.record.step == 8)
        #expect(try trainer.run(until: 2) == .finished)
        #expect(trainer.record.step == 8, "nothing was left to do")
    }

    /// 24 samples: a last batch of one would have nothing to normalise over.
    @Test(arguments: [("24", 1), ("23", 1), ("12", 2), ("11", 3), ("1", 24), ("100", 1)])
    func aLastBatchOfOneJoinsTheOneBefore(size: String, batches: Int) throws {
        let data = trainer.data
        let options = try options("--batch", size)
        let other = try Trainer(data, trainer.specification, options, epochs: 1)
        #expect(other.batchesPerEpoch == batches)
        try other.run(until: 1)
        #expect(other.record.step == batches)
    }

    @Test func isInterruptedBetweenBatches() throws {
        var calls = 0
        var saves = 0
        let outcome = try trainer.run(
            until: 2, display: ProgressDisplay(Screen().console, epochs: 2),
            isInterrupted: {
                calls += 1
                return calls > 6
            }, save: { saves += 1 })
        #expect(outcome == .interrupted && trainer.record.epoch == 1 && trainer.record.batch == 2)
        #expect(saves == 2, "after the first epoch, and when interrupted")
        #expect(trainer.record.measured.count == 14)
    }

    @Test func goesOnFromACheckpointInTheMiddleOfAnEpoch() throws {
        let whole = try SmallData.trainer(in: directory)
        try whole.run(until: 3)
        var calls = 0
        try trainer.run(until: 3) {
            calls += 1
            return calls > 5
        }
        let resumed = try Trainer(resuming: trainer.saved, trainer.data)
        try resumed.run(until: 3)
        #expect(try areIdentical(whole.model.stateDict(), resumed.model.stateDict()))
        let (one, other) = (whole.saved.contents, resumed.saved.contents)
        #expect(try areIdentical(one.optimizers[0], other.optimizers[0]))
        #expect(one.generators == other.generators && one.schedulers == other.schedulers)
    }

    @Test func goesOnAfterAnInterruptionInTheSameProcess() throws {
        let whole = try SmallData.trainer(in: directory)
        try whole.run(until: 2)
        var calls = 0
        try trainer.run(until: 2) {
            calls += 1
            return calls > 2
        }
        try trainer.run(until: 2)
        #expect(try areIdentical(whole.model.stateDict(), trainer.model.stateDict()))
        #expect(whole.record.step == trainer.record.step)
    }

    @Test func theSeedDecidesEverything() throws {
        let (same, other) = (
            try SmallData.trainer(in: directory),
            try SmallData.trainer(in: directory, ["--seed", "1"])
        )
        for each in [trainer, same, other] { try each.run(until: 1) }
        #expect(try areIdentical(trainer.model.stateDict(), same.model.stateDict()))
        #expect(try !areIdentical(trainer.model.stateDict(), other.model.stateDict()))
        #expect(trainer.split != other.split)
        #expect(trainer.record.run != same.record.run, "two runs, all the same")
    }

    @Test func withoutSamplesHeldOutThereIsNothingToMeasure() throws {
        let all = try SmallData.trainer(in: directory, ["--test-fraction", "0"])
        #expect(try all.measureHeldOut() == nil)
        let measured = try #require(try trainer.measureHeldOut())
        #expect(measured.count == 6 && measured.correct != nil)
    }
}
