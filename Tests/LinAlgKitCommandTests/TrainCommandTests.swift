import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct TrainCommandTests {
    let directory: TemporaryDirectory
    let classes: String
    let values: String
    let checkpoint: String

    init() throws {
        directory = try TemporaryDirectory()
        (classes, values) = try SmallData.write(to: directory)
        checkpoint = try directory.file("run.npz")
    }

    @Test func saysWhatItDoes() throws {
        let lines = try linalgkit(
            "train", "--data", classes, "--model", "mlp", "--epochs", "2", "--checkpoint",
            checkpoint,
            "--scheduler", "cosine", "--seed", "3"
        ).lines
        #expect(lines[0] == "data   \(classes): 24 to train on, 6 held out · [2] · 3 classes")
        #expect(lines[1] == "model  mlp: 771 parameters")
        #expect(
            lines[2].hasPrefix(
                "by     adam, lr 0.001 · cosine over 2 epochs · batch 32 · seed 3 · "))
        #expect(lines[3].hasPrefix("epoch 1/2   loss ") && lines[4].hasPrefix("epoch 2/2   loss "))
        #expect(lines[5].hasPrefix("test loss ") && lines[5].hasSuffix(" s   saved \(checkpoint)"))
        #expect(try directory.names.contains("run.training.npz"))
    }

    @Test func learnsClasses() throws {
        let screen = try linalgkit(
            "train", "--data", classes, "--model", "mlp", "--epochs", "30", "--lr", "0.02")
        let last = try #require(screen.lines.last)
        #expect(
            last.contains("accuracy 1.0000") && last.hasSuffix("nothing saved (no --checkpoint)"))
    }

    @Test func learnsValues() throws {
        let screen = try linalgkit(
            "train", "--data", values, "--model", "mlp", "--epochs", "60", "--lr", "0.01")
        #expect(screen.lines[0].hasSuffix("[2] · regression"))
        let loss = try #require(screen.lines.last?.firstMatch(of: #/test loss (\d+\.\d+) /#)?.1)
        // The targets' variance is 5.
        #expect(try #require(Double(loss)) < 0.5)
        #expect(!screen.output.contains("accuracy"))
    }

    @Test func learnsDigits() throws {
        let screen = try linalgkit(
            "train", "--data", "digits", "--model", "cnn", "--epochs", "5", "--lr", "0.002")
        let accuracy = try #require(screen.lines.last?.firstMatch(of: #/accuracy (\d\.\d+) /#)?.1)
        #expect(try #require(Double(accuracy)) > 0.95)
    }

    /// `run` once with all epochs, and `part` with an interruption in each epoch.
    @Test(arguments: ["sgd", "adam", "adamw", "rmsprop"])
    func resumedIsTheSameToTheBit(optimizer: String) throws {
        let model = try SmallData.specification(2, 3, in: directory)
        let common = [
            "train", "--data", classes, "--model", model, "--optimizer", optimizer, "--scheduler",
            "exponential", "--batch", "5", "--epochs", "4",
        ]
        try linalgkit(common + ["--checkpoint", checkpoint])
        let part = try directory.file("part.npz")
        var extra = ["--checkpoint", part]
        for stop in [3, 2, 7] {
            var batches = 0
            let screen = try linalgkit(common + extra) {
                batches += 1
                return batches > stop
            }
            #expect(screen.output.contains("interrupted in epoch "))
            extra = ["--checkpoint", part, "--resume"]
        }
        let screen = try linalgkit("train", "--checkpoint", part, "--resume")
        #expect(
            screen.output.contains("from   epoch 2 of 4 done, batch 2 of 5\n"), "\(screen.output)")
        #expect(try contents(of: part) == contents(of: checkpoint))
        let (whole, resumed) = (
            try CheckpointFiles(checkpoint).read().run.contents,
            try CheckpointFiles(part).read().run.contents
        )
        #expect(try areIdentical(whole.optimizers[0], resumed.optimizers[0]))
        #expect(whole.generators == resumed.generators)
        #expect(whole.schedulers == resumed.schedulers)
    }

    @Test func moreEpochsMayBeAskedFor() throws {
        try linalgkit(
            "train", "--data", classes, "--model", "mlp", "--epochs", "1", "--checkpoint",
            checkpoint)
        let screen = try linalgkit(
            "train", "--checkpoint", checkpoint, "--resume", "--epochs", "2", "--data", classes)
        #expect(screen.output.contains("model  of the checkpoint: "))
        #expect(screen.lines.contains { $0.hasPrefix("epoch 2/2") })
        let done = try linalgkit("train", "--checkpoint", checkpoint, "--resume")
        #expect(!done.lines.contains { $0.hasPrefix("epoch 2/2   loss") }, "there is nothing left")
    }

    /// The digits, in processes of their own: the number of threads is the process's.
    @Test func oneAndTwoThreadsGiveTheSameBits() throws {
        var bytes: [[UInt8]] = []
        for threads in ["1", "2"] {
            let path = try directory.file("\(threads).npz")
            let (status, output) = try Program.run(
                "linalgkit", "train", "--data", "digits", "--model", "cnn", "--epochs", "2",
                "--batch", "64",
                "--threads", threads, "--checkpoint", path)
            #expect(
                status == 0 && output.contains(threads == "1" ? "· 1 thread\n" : "· 2 threads\n"))
            bytes.append(try contents(of: path))
        }
        #expect(bytes[0] == bytes[1])
    }

    /// What Ctrl-C saves, in a process of its own, goes on to the bits of a run without it.
    @Test func interruptedByASignalAndResumed() throws {
        let common = ["train", "--data", classes, "--model", "mlp", "--batch", "4"]
        let program = try Program(
            "linalgkit",
            common + ["--epochs", "1000000", "--checkpoint", checkpoint, "--threads", "1"])
        #expect(program.waits(for: "epoch       1/1000000"))
        program.send(SIGINT)
        #expect(program.finish().status == 130)
        let epoch = try CheckpointFiles(checkpoint).read().run.record.epoch
        try linalgkit("train", "--checkpoint", checkpoint, "--resume", "--epochs", "\(epoch + 1)")
        let whole = try directory.file("whole.npz")
        try linalgkit(common + ["--epochs", "\(epoch + 1)", "--checkpoint", whole])
        #expect(try contents(of: checkpoint) == contents(of: whole))
    }

    /// Killed at any point of a run that does little but save, what is there is whole.
    @Test func killedWhileSavingLeavesAWholeCheckpoint() throws {
        let model = try directory.file(
            "wide.json",
            Array(
                #"{"layers": [{"type": "Linear", "inputs": 2, "outputs": 60000}, {"type": "Linear", "inputs": 60000, "outputs": 3}]}"#
                    .utf8))
        for attempt in 0..<6 {
            let arguments =
                attempt == 0 ? ["--data", classes, "--model", model] : ["--resume"]
            let program = try Program(
                "linalgkit",
                ["train", "--epochs", "1000000", "--checkpoint", checkpoint] + arguments)
            // The line of an epoch comes before its save.
            let line = attempt == 0 ? " 2/1000000   loss " : "/1000000   loss "
            try #require(program.waits(for: line), "\(program.finish().output)")
            // A save takes some milliseconds.
            usleep(UInt32(attempt) * 3_700)
            program.send(SIGKILL)
            #expect(program.finish().status == -SIGKILL)
            let (read, _) = try CheckpointFiles(checkpoint).read()
            #expect(read.record.step > 0)
            _ = try NPZ.read(from: checkpoint)
        }
        let epoch = try CheckpointFiles(checkpoint).read().run.record.epoch
        try linalgkit("train", "--checkpoint", checkpoint, "--resume", "--epochs", "\(epoch + 1)")
        #expect(try CheckpointFiles(checkpoint).read().note == nil)
    }

    @Test func aLossThatIsNotFiniteStops() throws {
        let text = refusal(
            "train", "--data", values, "--model", "mlp", "--optimizer", "sgd", "--lr", "1e20",
            "--batch", "4")
        #expect(text.hasPrefix("epoch 1, batch "))
        #expect(text.contains(": expected a finite loss; got "))
        #expect(text.contains("Try a smaller --lr than 1e+20"))
    }

    @Test(arguments: [
        (["--epochs", "0"], "--epochs: expected at least 1; got 0."),
        (["--resume"], "--resume: expected --checkpoint FILE.npz; got none."),
        (["--model", "mlp"], "--data: expected a .npz file, digits or iris; got none."),
        (["--data", "digits"], "--model: expected cnn, mlp or FILE.json; got none."),
        (["--threads", "0"], "--threads: expected 1 to 256; got 0."),
        (["--data", "digits", "--model", "mlp", "--checkpoint", "x.pt"], "--checkpoint x.pt: "),
        (["--epochs", "many"], "The value 'many' is invalid for '--epochs <epochs>'"),
        (
            ["--data", "digits", "--model", "mlp", "--optimiser", "sgd"],
            "Unknown option '--optimiser'"
        ),
    ])
    func optionsThatAreWrong(arguments: [String], complaint: String) {
        #expect(refusal(["train"] + arguments).hasPrefix(complaint))
    }

    @Test func layersThatNobodyKnowsAreNamedWithTheKnownOnes() throws {
        let model = try directory.file("m.json", Array(#"{"layers": [{"type": "Conv9d"}]}"#.utf8))
        let text = refusal("train", "--data", classes, "--model", model)
        #expect(
            text.hasPrefix(
                "--model \(model): ModelSpecification: expected one of AdaptiveAvgPool1d, "))
        #expect(text.contains("got \"Conv9d\" as layers[0]."))
    }

    @Test func aModelThatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws {
        let model = try SmallData.specification(2, 2, in: directory)
        let text = refusal(
            "train", "--data", classes, "--model", model, "--checkpoint", checkpoint)
        #expect(text.contains("expected an output for each class"))
        #expect(try !directory.names.contains("run.npz"))
    }

    @Test func theDataAreNotOverwritten() throws {
        let before = try contents(of: classes)
        #expect(
            refusal("train", "--data", classes, "--model", "mlp", "--checkpoint", classes)
                .contains("expected another file than the data; got the same."))
        #expect(try contents(of: classes) == before)
    }
}
