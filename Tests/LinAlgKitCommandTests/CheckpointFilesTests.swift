import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct CheckpointFilesTests {
    let directory: TemporaryDirectory
    let files: CheckpointFiles
    let trainer: Trainer

    init() throws {
        directory = try TemporaryDirectory()
        files = try CheckpointFiles(directory.file("run.npz"))
        trainer = try SmallData.trainer(in: directory)
    }

    @Test func theStateOfTrainingIsBesideTheWeights() throws {
        #expect(files.weights.hasSuffix("/run.npz"))
        #expect(files.training.hasSuffix("/run.training.npz"))
    }

    @Test(arguments: ["run", "run.pt", "run.training.npz"])
    func otherPathsAreRefused(path: String) {
        #expect(
            errorText { _ = try CheckpointFiles(path) }
                .hasPrefix("--checkpoint \(path): expected a path FILE.npz; got another extension.")
        )
    }

    @Test func readsWhatWasWritten() throws {
        try trainer.run(until: 2)
        try trainer.save(to: files)
        let (read, note) = try files.read()
        #expect(note == nil)
        let contents = trainer.saved.contents
        #expect(try areIdentical(read.contents.model, trainer.model.stateDict()))
        #expect(try areIdentical(read.contents.optimizers[0], contents.optimizers[0]))
        #expect(read.specification == trainer.specification)
        #expect(read.record.epoch == 2 && read.record.run == trainer.record.run)
        #expect(read.contents.generators == contents.generators)
    }

    @Test func weightsAloneAreByPyTorchsNames() throws {
        try trainer.save(to: files)
        let weights = try StateDictionary(contentsOf: files.weights)
        #expect(weights.keys == ["0.weight", "0.bias", "3.weight", "3.bias"])
    }

    /// An interruption between the two files.
    @Test func weightsOfTheSaveBeforeAreRepaired() throws {
        try trainer.run(until: 1)
        try trainer.save(to: files)
        let old = try contents(of: files.weights)
        try trainer.run(until: 2)
        try trainer.save(to: files)
        let new = try contents(of: files.weights)
        _ = try directory.file("run.npz", old)

        let (read, note) = try files.read()
        #expect(note?.contains("is one save older than") == true)
        #expect(try areIdentical(read.contents.model, trainer.model.stateDict()))
        try files.repair(read)
        #expect(try contents(of: files.weights) == new)
        #expect(try files.read().note == nil)
    }

    @Test func missingWeightsAreTakenFromTheRun() throws {
        try trainer.save(to: files)
        unlink(files.weights)
        #expect(try files.read().note?.contains("run.npz is missing") == true)
    }

    @Test func weightsOfAnotherOriginAreRefused() throws {
        try trainer.run(until: 1)
        try trainer.save(to: files)
        try Sequential(trainer.specification, generator: Generator(seed: 9)).stateDict()
            .write(to: files.weights)
        let text = errorText { _ = try files.read() }
        #expect(text.contains("run.npz: expected the weights of run \(trainer.record.run)"))
        #expect(text.contains("got others. Move one of the two files away"))
    }

    @Test func filesThatAreMissingAreNamed() throws {
        let nothing = errorText { _ = try files.read() }
        #expect(nothing.contains("run.npz: expected a checkpoint; got no such file."))
        try trainer.model.stateDict().write(to: files.weights)
        let weightsOnly = errorText { _ = try files.read() }
        #expect(weightsOnly.contains("run.training.npz: expected the state of training"))
    }

    @Test func otherArchivesAreRefused() throws {
        try trainer.model.stateDict().write(to: files.training)
        #expect(errorText { _ = try files.read() }.contains("expected a checkpoint; got a file"))
        try Checkpoint(model: trainer.model).save(to: files.training)
        #expect(
            errorText { _ = try files.read() }
                .contains("expected a file that linalgkit train wrote; got another."))
        _ = try directory.file("run.training.npz", [1, 2, 3])
        #expect(errorText { _ = try files.read() }.contains("run.training.npz"))
    }

    @Test func aFirstSaveReplacesTensorsAndNothingElse() throws {
        #expect(try files.digestToReplace(data: "digits") == nil)
        try trainer.save(to: files)
        #expect(try files.digestToReplace(data: "digits") == trainer.record.weights)
        #expect(
            errorText { _ = try files.digestToReplace(data: files.weights) }
                .contains("expected another file than the data; got the same."))
        _ = try directory.file("run.npz", Array("my thesis".utf8))
        #expect(
            errorText { _ = try files.digestToReplace(data: "digits") }
                .contains("expected a checkpoint to replace, or nothing; got ["))
        let elsewhere = try CheckpointFiles("\(directory.path)/no/run.npz")
        #expect(
            errorText { _ = try elsewhere.digestToReplace(data: "digits") }
                .contains("expected a directory that takes new files; got \(directory.path)/no,"))
    }
}
