import Foundation

/// The lines that people read: a row for each result as it comes, and below it what is wrong.
struct ResultTable {
    private let nameWidth: Int

    init(_ subjects: Subjects) {
        var names = subjects.operations.map { $0.name }
        names += subjects.layers.map { $0.layerName }
        names += subjects.losses.map { $0.lossName }
        for backend in subjects.backends {
            names += backend.kernels.map { "\(backend.name) \($0.name)" }
        }
        nameWidth = max(4, names.map(\.count).max() ?? 0)
    }

    /// The names of the columns.
    var head: String { row("", "kind", "name", "dtype", "worst", "samples", "mutations") }

    /// A result's row, and its failures.
    func lines(of result: CheckResult) -> [String] {
        let worst =
            result.worstRelativeError.map { String(format: "%.1e", $0) }
            ?? result.worstULPs.map { String(format: "%.2f ulp", $0) } ?? ""
        let mutations = result.mutations.map { "\(result.mutationsCaught ?? 0)/\($0)" } ?? ""
        let name = [result.backend, result.name].compactMap { $0 }.joined(separator: " ")
        let status = !result.passed ? "FAIL" : result.note == nil ? "pass" : "note"
        let line = row(
            status, result.kind, name, result.dtype ?? "", worst,
            result.samples.map(String.init) ?? "", mutations)
        let remarks = (result.note.map { [$0] } ?? []) + (result.failures ?? [])
        return [line]
            + remarks.flatMap { remark in
                remark.split(separator: "\n").map { "      \($0)" }
            }
    }

    private func row(
        _ status: String, _ kind: String, _ name: String, _ dtype: String, _ worst: String,
        _ samples: String, _ mutations: String
    ) -> String {
        let cells = [
            left(status, 4), left(kind, 9), left(name, nameWidth), left(dtype, 7),
            right(worst, 9), right(samples, 7), right(mutations, 9),
        ]
        return cells.joined(separator: "  ")
    }

    private func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
