import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct ModelSourceTests {
    let directory: TemporaryDirectory
    let trainer: Trainer
    let checkpoint: String

    init() throws {
        directory = try TemporaryDirectory()
        trainer = try SmallData.trainer(in: directory)
        checkpoint = try directory.file("run.npz")
        try trainer.run(until: 1)
        try trainer.save(to: CheckpointFiles(checkpoint))
    }

    private func load(_ arguments: String...) throws -> (model: Sequential, record: TrainingRecord?)
    {
        try ModelSource.parse(["--checkpoint", checkpoint] + arguments).load(Screen().console)
    }

    @Test func aCheckpointHasModelAndRecord() throws {
        let (model, record) = try load()
        #expect(try areIdentical(model.stateDict(), trainer.model.stateDict()))
        #expect(!model.isInTraining)
        #expect(record?.run == trainer.record.run)
    }

    @Test func weightsAloneNeedASpecification() throws {
        let path = try SmallData.specification(2, 3, in: directory)
        let (model, record) = try load("--model", path)
        #expect(try areIdentical(model.stateDict(), trainer.model.stateDict()))
        #expect(record == nil)
    }

    @Test func builtInModelsAreForTraining() {
        #expect(
            errorText { _ = try load("--model", "cnn") }
                .hasPrefix("--model cnn: expected a specification, FILE.json; got something else."))
    }

    @Test func weightsOfAnotherModelAreNamed() throws {
        let path = try SmallData.specification(2, 4, in: directory)
        let text = errorText { _ = try load("--model", path) }
        #expect(text.hasPrefix("\(checkpoint): loadStateDict: expected the tensors of Sequential"))
        #expect(text.contains("\"3.weight\" is [3, 8], in the model [4, 8]"))
    }

    @Test func layersThatNobodyKnowsAreNamedWithTheKnownOnes() throws {
        let path = try directory.file("odd.json", Array(#"{"layers": [{"type": "Liner"}]}"#.utf8))
        let text = errorText { _ = try load("--model", path) }
        #expect(
            text.hasPrefix(
                "--model \(path): ModelSpecification: expected one of AdaptiveAvgPool1d, "))
        #expect(text.contains("Linear") && text.contains("got \"Liner\" as layers[0]"))
    }
}
