import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct EvaluateCommandTests {
    let directory: TemporaryDirectory
    let data: String
    let checkpoint: String
    let model: String
    /// The last line of training: `test loss …`.
    let trained: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try SmallData.write(to: directory).classes
        model = try SmallData.specification(2, 3, in: directory)
        checkpoint = try directory.file("run.npz")
        let screen = try linalgkit(
            "train", "--data", data, "--model", model, "--epochs", "3", "--checkpoint", checkpoint)
        trained = screen.lines.last ?? ""
    }

    @Test func measuresWhatTrainingHeldOut() throws {
        let lines = try linalgkit("evaluate", "--checkpoint", checkpoint).lines
        #expect(lines[0] == "data   \(data): held-out 6 of 30 samples")
        #expect(lines[1].hasPrefix("test loss "))
        #expect(trained.hasPrefix(lines[1] + "   "), "as it was measured at the end of training")
    }

    @Test func anotherPartIsSaidNotToBeNew() throws {
        let screen = try linalgkit("evaluate", "--checkpoint", checkpoint, "--test-fraction", "1")
        #expect(screen.output.hasPrefix("data   \(data): all 30 samples\n"))
        #expect(
            screen.notes
                == "linalgkit: the model was trained with --test-fraction 0.2 and --seed 0: "
                + "some of these samples are not new to it\n")
        #expect(try linalgkit("evaluate", "--checkpoint", checkpoint).notes.isEmpty)
    }

    @Test func otherDataOfTheSameKindAreMeasuredWithoutANote() throws {
        let other = try directory.file("other.npz")
        var arrays = try SmallData.classification()
        arrays["x"] = try #require(arrays["x"]) + 0.25
        try arrays.write(to: other)
        let screen = try linalgkit(
            "evaluate", "--checkpoint", checkpoint, "--data", other, "--test-fraction", "1")
        #expect(screen.notes.isEmpty && screen.output.contains("other.npz: all 30 samples"))
    }

    @Test func weightsAloneNeedModelAndData() throws {
        let weights = try directory.file("weights.npz")
        try StateDictionary(contentsOf: checkpoint).write(to: weights)
        let lines = try linalgkit(
            "evaluate", "--checkpoint", weights, "--model", model, "--data", data,
            "--test-fraction", "0.2"
        ).lines
        #expect(trained.hasPrefix(lines[1]))
        #expect(
            refusal("evaluate", "--checkpoint", weights, "--model", model)
                == "--data: expected a .npz file, digits or iris; got none.")
        #expect(
            refusal("evaluate", "--checkpoint", weights)
                .contains("weights.training.npz: expected the state of training beside the weights")
        )
    }

    @Test(arguments: ["0", "1.5", "-1", "nan"])
    func partsThatAreNone(fraction: String) {
        #expect(
            refusal("evaluate", "--checkpoint", checkpoint, "--test-fraction=\(fraction)")
                .contains("--test-fraction: expected a number above 0 and up to 1; got"))
    }

    @Test func nothingHeldOutIsSaid() throws {
        let all = try directory.file("all.npz")
        try linalgkit(
            "train", "--data", data, "--model", model, "--epochs", "1", "--checkpoint", all,
            "--test-fraction", "0")
        #expect(
            refusal("evaluate", "--checkpoint", all)
                .contains("--test-fraction 0.0: expected samples to measure on; got none."))
    }

    @Test func dataThatDoNotFitTheModelAreRefused() throws {
        let wide = try directory.file("wide.npz")
        try SmallData.classification(features: 5).write(to: wide)
        let text = refusal("evaluate", "--checkpoint", checkpoint, "--data", wide)
        #expect(text.hasPrefix("--model \(checkpoint) on a sample [5]: linear: expected"))
    }
}
