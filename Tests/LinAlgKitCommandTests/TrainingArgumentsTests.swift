import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct TrainingArgumentsTests {
    @Test func defaults() throws {
        let plain = try options()
        #expect(plain.optimizer == .adam && plain.lr == 0.001 && plain.batch == 32)
        #expect(plain.scheduler == .none && plain.testFraction == 0.2 && plain.seed == 0)
        #expect(try options("--optimizer", "rmsprop").lr == 0.01)
        #expect(try options("--optimizer", "adamw").weightDecay == 0.01)
        #expect(plain.tMax == 20, "the cosine ends with the run")
    }

    @Test(arguments: [
        (["--batch", "0"], "--batch: expected at least 1; got 0."),
        (["--step-size", "0"], "--step-size: expected at least 1; got 0."),
        (["--t-max=-1"], "--t-max: expected at least 1; got -1."),
        (["--lr=-1"], "--lr: expected a finite number of at least 0; got -1.0."),
        (["--lr", "inf"], "--lr: expected a finite number of at least 0; got inf."),
        (["--momentum", "nan"], "--momentum: expected a finite number of at least 0; got nan."),
        (
            ["--weight-decay=-0.1"],
            "--weight-decay: expected a finite number of at least 0; got -0.1."
        ),
        (["--gamma", "inf"], "--gamma: expected a finite number of at least 0; got inf."),
        (
            ["--test-fraction", "1"],
            "--test-fraction: expected a number from 0 up to, but without, 1; got 1.0."
        ),
    ])
    func numbersOutOfRange(arguments: [String], complaint: String) {
        #expect(refusal(["train", "--data", "digits", "--model", "mlp"] + arguments) == complaint)
    }

    @Test(arguments: [
        (["--momentum", "0.9"], "--momentum: adam has none; leave it out."),
        (["--step-size", "3"], "--step-size: the scheduler none has none; leave it out."),
        (
            ["--scheduler", "cosine", "--gamma", "0.5"],
            "--gamma: the scheduler cosine has none; leave it out."
        ),
        (
            ["--scheduler", "step", "--t-max", "5"],
            "--t-max: the scheduler step has none; leave it out."
        ),
    ])
    func optionsThatWouldBeIgnored(arguments: [String], complaint: String) {
        #expect(refusal(["train", "--data", "digits", "--model", "mlp"] + arguments) == complaint)
    }

    @Test(arguments: [
        (["--lr", "0.5"], "--lr: expected 0.001, as in the checkpoint; got 0.5."),
        (["--batch", "8"], "--batch: expected 32, as in the checkpoint; got 8."),
        (["--seed", "1"], "--seed: expected 0, as in the checkpoint; got 1."),
        (["--optimizer", "sgd"], "--optimizer: expected adam, as in the checkpoint; got sgd."),
        (
            ["--scheduler", "cosine"],
            "--scheduler: expected none, as in the checkpoint; got cosine."
        ),
        (
            ["--test-fraction", "0"],
            "--test-fraction: expected 0.2, as in the checkpoint; got 0.0."
        ),
        (["--model", "SPECIFICATION"], "expected the model of the checkpoint; got another."),
        (["--data", "OTHER"], "expected the data that the run began with ("),
    ])
    func resumedRunsKeepTheirOptions(arguments: [String], complaint: String) throws {
        let directory = try TemporaryDirectory()
        let (classes, values) = try SmallData.write(to: directory)
        let checkpoint = try directory.file("run.npz")
        let run = ["train", "--checkpoint", checkpoint]
        try linalgkit(run + ["--data", classes, "--model", "mlp", "--epochs", "1"])
        let paths = [
            "SPECIFICATION": try SmallData.specification(2, 3, in: directory), "OTHER": values,
        ]
        let text = refusal(run + ["--resume"] + arguments.map { paths[$0] ?? $0 })
        #expect(text.contains(complaint), "\(text)")
        #expect(text.contains("start without --resume"))
        // The same again is no other.
        try linalgkit(
            run + [
                "--resume", "--lr", "0.001", "--batch", "32", "--model", "mlp", "--data", classes,
            ])
    }

    @Test func threads() throws {
        #expect(refusal("train", "--threads", "257") == "--threads: expected 1 to 256; got 257.")
        #expect(try ThreadOption.parse([]).summary.contains("thread"))
    }
}
