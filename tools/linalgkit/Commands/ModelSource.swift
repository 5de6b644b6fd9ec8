import ArgumentParser
import LinAlgKit

/// A trained model: a checkpoint, or weights alone with a specification.
package struct ModelSource: ParsableArguments {
    @Option(help: .init("The weights, as train saves them.", valueName: "FILE.npz"))
    var checkpoint: String
    @Option(
        help: .init(
            "The model of weights that were not saved by train.", valueName: "SPEC.json"))
    var model: String?

    package init() {}

    /// The model, and what is known of its training.
    package func load(_ console: Console) throws -> (model: Sequential, record: TrainingRecord?) {
        if let model { return (try load(specification: model), nil) }
        let (run, note) = try CheckpointFiles(checkpoint).read()
        if let note { console.note(note) }
        return (
            try build(run.specification, run.contents.model, from: checkpoint), run.record
        )
    }

    private func load(specification path: String) throws -> Sequential {
        guard path.lowercased().hasSuffix(".json") else {
            throw CommandError(
                "--model \(path)", expected: "a specification, FILE.json", got: "something else",
                advice: "Built-in models are for training; their checkpoints need no --model.")
        }
        let specification = try ModelChoice.specification(file: path)
        return try build(
            specification, StateDictionary(contentsOf: checkpoint), from: checkpoint)
    }

    private func build(
        _ specification: ModelSpecification, _ weights: StateDictionary, from path: String
    ) throws -> Sequential {
        // What is drawn is replaced at once, so any seed does.
        let name = model.map { "--model \($0)" } ?? path
        let model = try CommandError.at(name) {
            try Sequential(specification, generator: Generator(seed: 0))
        }
        try CommandError.at(path) { try model.loadStateDict(weights) }
        return model.eval()
    }
}
