import ArgumentParser
import Foundation
import ParityPage
import TensorCore
import ReferenceSupport

/// The command `parity`.
@main
struct ParityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parity",
        abstract: "Compares the library with PyTorch's results, and writes Fixtures/PARITY.md.",
        discussion: """
            parity                       write the page
            parity --explain gelu        say where the worst errors of a subject are
            """)

    @Option(help: "Say where the worst errors of this subject are, instead of writing the page.")
    var explain: String?

    func run() throws {
        if let explain { return try describe(explain) }
        let comparison = try Comparison()
        let path = Fixtures.root.appendingPathComponent("PARITY.md").path
        try ParityPage.text(comparison).write(toFile: path, atomically: true, encoding: .utf8)
        print(path)
        let complaints = comparison.rows.values.joined().flatMap(\.findings.complaints)
        for complaint in complaints { print(complaint) }
        if !complaints.isEmpty { throw ExitCode(1) }
    }

    private func describe(_ subject: String) throws {
        for folder in Fixtures.Folder.allCases where folder != .schedulers {
            guard try Fixtures.subjects(in: folder).contains(subject) else { continue }
            let file = try Fixtures.file(subject, in: folder)
            let findings = try Comparison.check(subject, file, in: folder)
            for complaint in findings.complaints { print(complaint) }
            for dtype in [DType.float32, .float64] {
                for quantity in Quantity.allCases {
                    guard let worst = findings[dtype, quantity] else { continue }
                    print("\(dtype) \(quantity): \(worst.ulps) at \(worst.place)")
                }
            }
        }
    }
}
