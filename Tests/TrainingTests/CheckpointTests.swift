import Foundation
import ReferenceSupport
import TestSupport
import Testing
import Training

struct CheckpointTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = try directory.file("run.npz")
    }

    /// Twice as many steps are half of them, a checkpoint, a new process, and the other half; with
    /// each optimizer, see Tests/ResumeTrial.
    @Test func aResumedRunHasTheBitsOfOneInOneGo() throws {
        for part in ["whole", "first", "second"] {
            let (status, output) = try Program.run("ResumeTrial", part, directory.path)
            #expect(status == 0, "\(part): \(output)")
        }
        for optimizer in OptimizerReference.all {
            let files = try ["half", "whole", "second"].map {
                try StateDictionary(contentsOf: "\(directory.path)/\(optimizer.name).\($0).npz")
            }
            #expect(try areIdentical(files[1], files[2]), "\(optimizer.name)")
            // In noise LBFGS finds no curvature to go by, and may stay.
            let weight =
                optimizer.name == "LBFGS" ? "optimizers.0.state.n_iter" : "model.0.weight"
            #expect(try Bits(#require(files[0][weight])) != Bits(#require(files[1][weight])))
        }
    }

    @Test func loadsWhatWasSaved() throws {
        var run = try Run(seed: 1)
        try run.train(batches: 3)
        run.checkpoint.extra["best"] = try constant([0.25])
        try run.checkpoint.save(to: path)

        var other = try Run(seed: 2)
        try other.checkpoint.load(from: path)
        #expect(try other.bits() == run.bits())
        #expect(other.checkpoint.extra["best"]?.values == [0.25])
        // A new loop would be a new epoch: this one, too, goes on where it was saved.
        try run.checkpoint.load(from: path)
        try run.train(batches: 2)
        try other.train(batches: 2)
        #expect(try other.bits() == run.bits())
    }

    @Test func theExtensionChoosesTheFormat() throws {
        #expect(
            errorText { try Run(seed: 1).checkpoint.save(to: "\(directory.path)/run.unheard") }
                .contains("expected a file extension of a known format"))
    }

    /// Each part that does not fit is named, and the others are put back.
    @Test func allPartsOrNone() throws {
        let saved = try Run(seed: 1)
        try saved.train(batches: 3)
        try saved.checkpoint.save(to: path)

        for change in Run.Change.allCases {
            var run = try Run(seed: 2, change)
            run.checkpoint.extra["own"] = try constant([1])
            try run.train(batches: 1)
            let before = try run.bits()
            let error = try #require(throws: CheckpointError.self) {
                try run.checkpoint.load(from: path)
            }
            #expect(error.isRestored && error.path == path)
            #expect(error.problems.count == change.problems, "\(error)")
            #expect("\(error)".contains(change.complaint), "\(error)")
            #expect(try run.bits() == before, "\(change)")
            #expect(run.checkpoint.extra.keys == ["own"])
        }
    }

    /// Damage in a part that comes last: those before it have been replaced when it is found.
    @Test func whatWasReplacedIsPutBack() throws {
        let saved = try Run(seed: 1)
        try saved.train(batches: 3)
        var contents = saved.checkpoint.contents
        contents.loader?["position"] = try Tensor([1000], shape: [])
        var run = try Run(seed: 2)
        try run.train(batches: 2)
        let before = try run.bits()
        let text = errorText { try run.checkpoint.load(contents) }
        #expect(text.hasPrefix("checkpoint: expected the state of this run; got loader: "))
        #expect(text.hasSuffix(". Nothing was changed."))
        #expect(try run.bits() == before)
        try run.train(batches: 2)
    }

    /// A loop goes on as if nothing had been asked for, whichever part does not fit.
    @Test func aRefusedLoadLeavesALoopUnderWay() throws {
        let saved = try Run(seed: 1)
        try saved.train(batches: 3)
        try saved.checkpoint.save(to: path)
        for change in [Run.Change.optimizers, .optimizer, .loader] {
            var run = try Run(seed: 2, change)
            let loop = run.loader.makeIterator()
            _ = try #require(loop.next())
            #expect(throws: CheckpointError.self) { try run.checkpoint.load(from: path) }
            _ = try #require(loop.next())
            #expect(run.loader.epoch == 0 && run.loader.position == 2, "\(change)")
            while let batch = loop.next() { _ = try batch.get() }
            #expect(run.loader.epoch == 1 && run.loader.position == 0, "\(change)")
        }
    }

    @Test func whatIsNotThereIsNotAskedFor() throws {
        let model = try Sequential(Linear(2, 2))
        try Checkpoint(model: model, generators: [:]).save(to: path)
        #expect(
            try StateDictionary(contentsOf: path).keys
                == ["checkpoint", "model.0.weight", "model.0.bias"])
        var other = Checkpoint(model: try Sequential(Linear(2, 2)), generators: [:])
        try other.load(from: path)
    }
}
