public import ArgumentParser
import Foundation
import GradientCheck

/// The command `gradcheck`, over whatever is linked into the program.
///
/// A package with operations, layers, losses or kernels of its own gets it by a main of three lines:
/// ```swift
/// import GradientCheckCommand
/// import MyPlugin  // or no import: depending on it is enough
/// Gradcheck.main()
/// ```
/// Its exit status is 0 when all passes, 1 when something fails, 2 when the arguments are wrong.
public struct Gradcheck: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "gradcheck",
        abstract: "Compare gradients with difference quotients, and kernels with portable loops.",
        discussion: """
            Without a selection everything is checked: all operations, layers, losses and backends \
            that are linked into this program. The exit status is 0 when all passes, 1 when \
            something fails, 2 when the arguments are wrong.

            gradcheck --operation gelu --operation softmax
            gradcheck --layer Linear --order 1 --dtype float32
            gradcheck --backend VectorCPU --json
            """)

    /// The types that gradients can be checked in.
    enum Precision: String, CaseIterable, ExpressibleByArgument { case float64, float32 }

    @Flag(help: "Check everything, whatever else is named.")
    var all = false
    @Option(help: .init("An operation to check; may be given more than once.", valueName: "name"))
    var operation: [String] = []
    @Option(help: .init("A layer to check, by its name in specifications.", valueName: "name"))
    var layer: [String] = []
    @Option(help: .init("A loss to check.", valueName: "name"))
    var loss: [String] = []
    @Option(
        help: .init("A backend to check: the name of a plugin with kernels.", valueName: "name"))
    var backend: [String] = []
    @Option(help: "The type to compute in.")
    var dtype = Precision.float64
    @Option(help: "1 for gradients, 2 for gradients of gradients too.")
    var order = 2
    @Option(help: "Moves directions, upstream gradients and the numbers that kernels get.")
    var seed = 0
    @Flag(help: "List what could be checked, and check nothing.")
    var list = false
    @Flag(help: "Print JSON.")
    var json = false

    public init() {}

    public func validate() throws {
        guard order == 1 || order == 2 else {
            throw ValidationError("--order: expected 1 or 2; got \(order).")
        }
    }

    /// Checks with the process' arguments, and ends the process.
    public static func main() {
        exit(withError: ExitCode(run(Array(CommandLine.arguments.dropFirst()))))
    }

    /// Checks, prints, and gives the exit status.
    package static func run(
        _ arguments: [String], out: (String) -> Void = { print($0) },
        errors: (String) -> Void = { FileHandle.standardError.write(Data(($0 + "\n").utf8)) }
    ) -> Int32 {
        do {
            let command = try parse(arguments)
            return try command.check(out) ? 0 : 1
        } catch {
            let isHelp = exitCode(for: error) == .success
            (isHelp ? out : errors)(fullMessage(for: error))
            return isHelp ? 0 : 2
        }
    }

    public func run() throws {
        if try !check({ print($0) }) { throw ExitCode(1) }
    }

    /// Checks and prints; gives whether all passes.
    private func check(_ out: (String) -> Void) throws -> Bool {
        let available = Subjects.linked()
        if list {
            out(try json ? available.json() : available.text)
            return true
        }
        let chosen = try available.choosing(self)
        let checker = Checker(
            dtype: dtype == .float32 ? .float32 : .float64, order: order, seed: seed)
        let table = ResultTable(chosen)
        if !json { out(table.head) }
        var results: [CheckResult] = []
        chosen.check(checker) { result in
            results.append(result)
            if !json { for line in table.lines(of: result) { out(line) } }
        }
        let summary = CheckSummary(results)
        out(try json ? summary.json() : summary.text)
        return summary.failed == 0
    }
}
