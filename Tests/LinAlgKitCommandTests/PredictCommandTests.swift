import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct PredictCommandTests {
    let directory: TemporaryDirectory
    let input: String
    let output: String

    init() throws {
        directory = try TemporaryDirectory()
        input = try directory.file("input.npz")
        output = try directory.file("output.npz")
        let x = try Tensor.randn(4, 2, generator: Generator(seed: 8))
        try (["x": x] as StateDictionary).write(to: input)
    }

    /// Trains on the small data.
    private func train(_ data: String, outputs: Int) throws -> String {
        let checkpoint = try directory.file("run.npz")
        try linalgkit(
            "train", "--data", data, "--model",
            SmallData.specification(2, outputs, in: directory), "--epochs", "2", "--checkpoint",
            checkpoint)
        return checkpoint
    }

    @Test func classesAndProbabilities() throws {
        let checkpoint = try train(SmallData.write(to: directory).classes, outputs: 3)
        let screen = try linalgkit(
            "predict", "--checkpoint", checkpoint, "--input", input, "--output", output)
        #expect(screen.output == "saved \(output): y int64 [4], probabilities float32 [4, 3]\n")
        let result = try StateDictionary(contentsOf: output)
        let (labels, odds) = (try #require(result["y"]), try #require(result["probabilities"]))
        let model = try ModelSource.parse(["--checkpoint", checkpoint]).load(screen.console).model
        let logits = try model(#require(StateDictionary(contentsOf: input)["x"]))
        #expect(try labels.values == logits.argmax(dim: 1).values)
        #expect(try Bits(odds) == Bits(logits.softmax(dim: 1)))
    }

    @Test func valuesAsTheyAre() throws {
        let checkpoint = try train(SmallData.write(to: directory).values, outputs: 1)
        let screen = try linalgkit(
            "predict", "--checkpoint", checkpoint, "--input", input, "--output", output)
        #expect(screen.output == "saved \(output): y float32 [4, 1]\n")
        #expect(try StateDictionary(contentsOf: output).keys == ["y"])
    }

    @Test func withASpecificationOutputsAreAsTheyAre() throws {
        let checkpoint = try train(SmallData.write(to: directory).classes, outputs: 3)
        let model = try SmallData.specification(2, 3, in: directory)
        let screen = try linalgkit(
            "predict", "--checkpoint", checkpoint, "--model", model, "--input", input, "--output",
            output)
        #expect(screen.output == "saved \(output): y float32 [4, 3]\n")
    }

    @Test func inputsThatDoNotFit() throws {
        let checkpoint = try train(SmallData.write(to: directory).classes, outputs: 3)
        func complaint(_ arrays: StateDictionary) throws -> String {
            let odd = try directory.file("odd.npz")
            try arrays.write(to: odd)
            let text = refusal(
                "predict", "--checkpoint", checkpoint, "--input", odd, "--output", output)
            #expect(text.hasPrefix("--input \(odd): expected "))
            return String(text.dropFirst("--input \(odd): expected ".count))
        }
        #expect(
            try complaint(["x": Tensor.zeros(3, 5)])
                .hasPrefix("samples of shape [2], as in training; got x [3, 5]."))
        #expect(try complaint(["images": Tensor.zeros(3, 2)]).hasPrefix("an array \"x\"; got"))
        #expect(try complaint(["x": Tensor.zeros(0, 2)]) == "at least one sample in x; got [0, 2].")
        #expect(try !directory.names.contains("output.npz"), "nothing was written")
    }

    @Test func outputsThatCannotBe() throws {
        #expect(
            refusal("predict", "--checkpoint", "c.npz", "--input", input, "--output", "out.txt")
                == "--output: expected FILE.npz; got out.txt.")
        let checkpoint = try train(SmallData.write(to: directory).classes, outputs: 3)
        let path = "\(directory.path)/no/out.npz"
        #expect(
            refusal("predict", "--checkpoint", checkpoint, "--input", input, "--output", path)
                .contains(path))
    }
}
