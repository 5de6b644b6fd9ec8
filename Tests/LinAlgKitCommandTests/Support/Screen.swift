import ArgumentParser
import Foundation
import LinAlgKitCommands
import TestSupport

/// What a command has shown.
final class Screen {
    private(set) var output = ""
    private(set) var notes = ""
    private(set) lazy var console = Console(
        isTerminal: isTerminal, columns: columns, showsUnicode: showsUnicode,
        out: { [unowned self] in output += $0 }, notes: { [unowned self] in notes += $0 })
    private let isTerminal: Bool
    private let columns: Int
    private let showsUnicode: Bool

    init(isTerminal: Bool = false, columns: Int = 80, showsUnicode: Bool = true) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.showsUnicode = showsUnicode
    }

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
