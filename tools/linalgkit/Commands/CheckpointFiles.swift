import Foundation
import LinAlgKit

/// What a run was told and how far it has come, beside the library's checkpoint of all its parts.
package struct SavedRun {
    package var specification: ModelSpecification
    package var record: TrainingRecord
    package var contents: CheckpointContents
}

/// The files of a training run at some point: the weights alone by PyTorch's names in `FILE.npz`,
/// for whoever wants them, and everything, the weights included, in `FILE.training.npz`.
///
/// Each file is replaced in one step, the second first, so an interruption between the two leaves a
/// new whole run beside the weights of the save before. The run says which weights it replaced, so
/// that this is told from weights of another origin.
package struct CheckpointFiles {
    /// The weights alone.
    package let weights: String
    /// The whole run.
    package let training: String

    /// - Parameter path: `FILE.npz`.
    package init(_ path: String) throws {
        guard path.lowercased().hasSuffix(".npz"), !path.lowercased().hasSuffix(".training.npz")
        else {
            throw CommandError(
                "--checkpoint \(path)", expected: "a path FILE.npz", got: "another extension",
                advice: "The state of training goes to FILE.training.npz beside it.")
        }
        weights = path
        training = path.dropLast(4) + ".training.npz"
    }

    /// Replaces both files; `run.record` then says so.
    package func write(_ run: inout SavedRun) throws {
        let digest = try Digest(run.contents.model).text
        // Saved twice at the same point, the file may hold either of the two older states.
        if run.record.weights != digest {
            if !run.record.weights.isEmpty { run.record.replacedWeights = run.record.weights }
            run.record.weights = digest
        }
        var contents = run.contents
        contents.extra = [
            "training.json": try Self.tensor(Self.encoder.encode(run.record)),
            "model.json": try Self.tensor(Data(run.specification.json().utf8)),
        ]
        try contents.write(to: training)
        try NPZ.write(contents.model, to: weights)
    }

    /// The digest of the weights that the first save of a new run will replace; nil when there are
    /// none.
    ///
    /// - Throws: When what is there holds no tensors, or is the data: it is not to be lost.
    package func digestToReplace(data: String) throws -> String? {
        let paths = [weights, data].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        guard paths[0] != paths[1] else {
            throw CommandError(
                "--checkpoint \(weights)", expected: "another file than the data", got: "the same")
        }
        guard FileManager.default.fileExists(atPath: weights) else {
            let folder = URL(fileURLWithPath: weights).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: folder) else {
                throw CommandError(
                    "--checkpoint \(weights)", expected: "a directory that takes new files",
                    got: "\(folder), which is missing or does not")
            }
            return nil
        }
        do { return try Digest(NPZ.read(from: weights)).text } catch {
            throw CommandError(
                "--checkpoint \(weights)", expected: "a checkpoint to replace, or nothing",
                got: "[\(error)]", advice: "Choose another path, or remove the file.")
        }
    }

    /// Makes the weights those of a run that was read; see ``read()``.
    package func repair(_ run: SavedRun) throws { try NPZ.write(run.contents.model, to: weights) }

    /// The run in these files, and a note when they are not from the same save.
    package func read() throws -> (run: SavedRun, note: String?) {
        guard FileManager.default.fileExists(atPath: training) else {
            let isThere = FileManager.default.fileExists(atPath: weights)
            throw CommandError(
                isThere ? training : weights,
                expected: isThere ? "the state of training beside the weights" : "a checkpoint",
                got: "no such file",
                advice: isThere
                    ? "Weights alone can be used with --model, but not trained on."
                    : "linalgkit train --checkpoint makes one.")
        }
        let run = try readTraining()
        guard FileManager.default.fileExists(atPath: weights) else {
            return (run, "\(weights) is missing; its weights are taken from \(training)")
        }
        let found = try Digest(NPZ.read(from: weights)).text
        if found == run.record.weights { return (run, nil) }
        guard found == run.record.replacedWeights else {
            throw CommandError(
                weights,
                expected: "the weights of run \(run.record.run), batch "
                    + "\(run.record.step), that \(training) describes", got: "others",
                advice: "Move one of the two files away: weights alone can be used with --model, "
                    + "and the state of training alone continues the run.")
        }
        return (
            run,
            "\(weights) is one save older than \(training), where the newer weights are taken from"
        )
    }

    private func readTraining() throws -> SavedRun {
        let contents = try CheckpointContents(contentsOf: training)
        let record = try CommandError.at("\(training), member \"extra.training.json\"") {
            try JSONDecoder().decode(
                TrainingRecord.self, from: data(contents.extra["training.json"]))
        }
        let specification = try CommandError.at("\(training), member \"extra.model.json\"") {
            try ModelSpecification(json: data(contents.extra["model.json"]))
        }
        return SavedRun(specification: specification, record: record, contents: contents)
    }

    private func data(_ tensor: Tensor?) throws -> Data {
        guard let tensor, tensor.dtype == .uint8 else {
            throw CommandError(
                training, expected: "a file that linalgkit train wrote", got: "another")
        }
        return Data(tensor.toArray(as: UInt8.self))
    }

    private static func tensor(_ data: Data) throws -> Tensor {
        try Tensor([UInt8](data), shape: [data.count])
    }

    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}
