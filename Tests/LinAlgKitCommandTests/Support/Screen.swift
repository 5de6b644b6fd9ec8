import ArgumentParser
import Foundation
import LinAlgKitCommands
import TestSupport

/// What a command has shown.
final class Screen {
    let console: Console
    private let shown = Shown()

    /// Apart from the screen, which holds the console that writes here.
    private final class Shown {
        var output = ""
        var notes = ""
    }

    init(isTerminal: Bool = false, columns: Int = 80, showsUnicode: Bool = true) {
        console = Console(
            isTerminal: isTerminal, columns: columns, showsUnicode: showsUnicode,
            out: { [shown] in shown.output += $0 }, notes: { [shown] in shown.notes += $0 })
    }

    var output: String { shown.output }
    var notes: String { shown.notes }
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs a command line in this process, as `linalgkit train …` would.
@discardableResult
func linalgkit(_ arguments: [String], isInterrupted: () -> Bool = { false }) throws -> Screen {
    let screen = Screen()
    switch try LinAlgKitCommand.parseAsRoot(arguments) {
    case let command as TrainCommand:
        _ = try command.run(on: screen.console, isInterrupted: isInterrupted)
    case let command as EvaluateCommand: try command.run(on: screen.console)
    case let command as PredictCommand: try command.run(on: screen.console)
    case let command as InspectCommand: try command.run(on: screen.console)
    case var command: try command.run()
    }
    return screen
}

@discardableResult
func linalgkit(_ arguments: String...) throws -> Screen { try linalgkit(arguments) }

/// What a command line is refused with, as the user reads it; empty when it is not refused.
func refusal(_ arguments: [String]) -> String {
    do { try linalgkit(arguments) } catch { return LinAlgKitCommand.message(for: error) }
    return ""
}

func refusal(_ arguments: String...) -> String { refusal(arguments) }

/// The options of a training run, as the command line gives them.
func options(_ arguments: String..., epochs: Int = 20) throws -> TrainingOptions {
    try TrainingArguments.parse(arguments).options(epochs: epochs)
}
