import ArgumentParser

/// The command `linalgkit`.
public struct LinAlgKitCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "linalgkit",
        abstract: "Train networks, and look into their checkpoints.",
        discussion: """
            linalgkit train --data digits --model cnn --checkpoint digits.npz
            linalgkit evaluate --checkpoint digits.npz
            linalgkit predict --checkpoint digits.npz --input images.npz --output labels.npz
            linalgkit inspect digits.npz
            """,
        subcommands: [
            TrainCommand.self, EvaluateCommand.self, PredictCommand.self, InspectCommand.self,
        ])

    public init() {}
}
