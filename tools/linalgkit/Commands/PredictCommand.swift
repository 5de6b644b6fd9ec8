import ArgumentParser
import LinAlgKit

/// `linalgkit predict`.
package struct PredictCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Apply a model to samples.",
        discussion: """
            The input is the array x [n, …] of a .npz file. The output is a .npz file with y: \
            for a classifier the classes, int64 [n], beside their probabilities, float32 \
            [n, classes]; else the model's outputs, as they are with --model.
            """)

    @OptionGroup var source: ModelSource
    @Option(help: .init("The samples: a .npz file with x.", valueName: "FILE.npz"))
    var input: String
    @Option(help: .init("Where the predictions go.", valueName: "FILE.npz"))
    var output: String
    @OptionGroup var threading: ThreadOption

    package init() {}

    package func validate() throws {
        guard output.lowercased().hasSuffix(".npz") else {
            throw ValidationError("--output: expected FILE.npz; got \(output).")
        }
    }

    package func run() throws { try run(on: .standard()) }

    /// Predicts, and writes what came out.
    package func run(on console: Console) throws {
        threading.apply()
        let (model, record) = try source.load(console)
        let arrays = try LabelledData.arrays(named: input, option: "--input")
        let x = try LabelledData.samples(arrays, "--input \(input)")
        if let shape = record?.sampleShape, Array(x.shape.dropFirst()) != shape {
            throw CommandError(
                "--input \(input)", expected: "samples of shape \(shape), as in training",
                got: "x \(x.shape)", advice: "The first size counts the samples.")
        }
        let outputs = try CommandError.at("--input \(input)") {
            try Predictor(model: model).outputs(for: x)
        }
        var result = StateDictionary()
        if case .classification = record?.task {
            result["y"] = try outputs.argmax(dim: 1)
            result["probabilities"] = try outputs.softmax(dim: 1)
        } else {
            result["y"] = outputs
        }
        try NPZ.write(result, to: output)
        let arraysText = result.map { "\($0.name) \($0.tensor.dtype) \($0.tensor.shape)" }
        console.line("saved \(output): \(arraysText.joined(separator: ", "))")
    }
}
