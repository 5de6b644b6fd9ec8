import ArgumentParser
import Foundation
import LinAlgKit

/// `linalgkit train`.
package struct TrainCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on labelled data.",
        discussion: """
            Data are the arrays x [n, …] and y of a .npz file: integer labels [n] make it a \
            classification with the cross-entropy, floating-point values a regression with the \
            mean squared error. A part, chosen by the seed, is held out for testing.

            With --checkpoint, FILE.npz holds the weights by PyTorch's names and FILE.training.npz \
            everything that --resume needs; both are replaced in one step after each epoch. Ctrl-C \
            finishes the batch and saves. Resumed, the run takes all options but --epochs and \
            --threads from the checkpoint, and has the bits that it would have had in one go.
            """)

    @OptionGroup var arguments: TrainingArguments

    @Option(help: "How many epochs there are to be, resumed ones included. (default: 20)")
    var epochs: Int?
    @Option(help: .init("Where to save.", valueName: "FILE.npz"))
    var checkpoint: String?
    @Flag(help: "Go on from the checkpoint.")
    var resume = false
    @OptionGroup var threading: ThreadOption

    package init() {}

    package func validate() throws {
        if let epochs, epochs < 1 {
            throw ValidationError("--epochs: expected at least 1; got \(epochs).")
        }
        if resume, checkpoint == nil {
            throw ValidationError("--resume: expected --checkpoint FILE.npz; got none.")
        }
        if !resume { try arguments.requireDataAndModel() }
    }

    package func run() throws {
        // A write past a limit on file sizes is then an error like any other.
        signal(SIGXFSZ, SIG_IGN)
        let interruption = Interruption()
        let outcome = try run(
            on: .standard(), isInterrupted: { interruption.signalNumber != nil })
        if outcome == .interrupted, let number = interruption.signalNumber {
            throw ExitCode(128 + number)
        }
    }

    /// Trains until done or interrupted.
    package func run(on console: Console, isInterrupted: () -> Bool) throws -> Trainer.Outcome {
        threading.apply()
        let files = try checkpoint.map { try CheckpointFiles($0) }
        let trainer = try trainer(files, console)
        let goal = epochs ?? (resume ? trainer.record.epochs : TrainingArguments.defaultEpochs)
        announce(trainer, epochs: goal, console)
        let display = ProgressDisplay(console, epochs: goal)
        let outcome = try trainer.run(
            until: goal, display: display, isInterrupted: isInterrupted,
            save: { if let files { try trainer.save(to: files) } })
        try report(outcome, trainer, files, display, console)
        return outcome
    }

    private func trainer(_ files: CheckpointFiles?, _ console: Console) throws -> Trainer {
        if resume, let files {
            let (run, note) = try files.read()
            let data = try arguments.data(for: run.record)
            try arguments.check(against: run, data)
            let trainer = try CommandError.at(files.training) {
                try Trainer(resuming: run, data)
            }
            if let note {
                console.note(note)
                try files.repair(run)
            }
            return trainer
        }
        let data = try LabelledData(named: arguments.data ?? "")
        let name = arguments.model ?? ""
        let goal = epochs ?? TrainingArguments.defaultEpochs
        let specification = try ModelChoice.specification(name, for: data)
        let trainer = try CommandError.at("--model \(name)") {
            try Trainer(data, specification, arguments.options(epochs: goal), epochs: goal)
        }
        guard !trainer.split.training.isEmpty else {
            throw CommandError("--data \(data.name)", expected: "samples to train on", got: "none")
        }
        try Predictor(model: trainer.model).check(data, model: name)
        if let files { trainer.replace(weights: try files.digestToReplace(data: data.name)) }
        return trainer
    }

    private func announce(_ trainer: Trainer, epochs: Int, _ console: Console) {
        let (data, record) = (trainer.data, trainer.record)
        console.line(
            "data   \(data.name): \(grouped(trainer.split.training.count)) to train on, "
                + "\(grouped(trainer.split.heldOut.count)) held out · \(data.sampleShape) · "
                + data.task.summary)
        console.line(
            "model  \(arguments.model ?? "of the checkpoint"): "
                + "\(grouped(trainer.model.parameterCount)) parameters")
        console.line("by     \(record.options.summary) · \(threading.summary)")
        if record.step > 0 {
            let within =
                record.batch > 0 ? ", batch \(record.batch) of \(trainer.batchesPerEpoch)" : ""
            console.line("from   epoch \(record.epoch) of \(epochs) done\(within)")
        }
        console.line()
    }

    private func report(
        _ outcome: Trainer.Outcome, _ trainer: Trainer, _ files: CheckpointFiles?,
        _ display: ProgressDisplay, _ console: Console
    ) throws {
        let saved = files.map { "saved \($0.weights)" } ?? "nothing saved (no --checkpoint)"
        console.line()
        switch outcome {
        case .interrupted:
            let record = trainer.record
            console.line(
                "interrupted in epoch \(record.epoch + 1), after batch \(record.batch) of "
                    + "\(trainer.batchesPerEpoch); \(saved)"
                    + (files == nil ? "" : "; --resume goes on from there"))
        case .finished:
            let result = try trainer.measureHeldOut().map { "test \($0.summary)   " } ?? ""
            console.line("\(result)\(String(format: "%.1f", display.seconds)) s   \(saved)")
        }
    }
}
