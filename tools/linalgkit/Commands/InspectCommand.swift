import ArgumentParser
import Foundation
import LinAlgKit

/// `linalgkit inspect`.
package struct InspectCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a checkpoint holds: .npz, .safetensors, or PyTorch's .pt and .pth.",
        discussion: """
            Names, types, shapes, and the least, the largest and the mean of the finite numbers, \
            with the counts of those that are NaN or infinite. Files of other extensions are told by \
            what they begin with. Nothing in a file is run.
            """)

    @Argument(help: .init("A file of tensors.", valueName: "FILE"))
    var file: String
    @Flag(help: "Print JSON.")
    var json = false

    package init() {}

    package func run() throws { try run(on: .standard()) }

    /// Reads, and shows what is there.
    package func run(on console: Console) throws {
        let state = try StateDictionary(contentsOf: file)
        let arrays = state.map { ArrayStatistics($0.name, $0.tensor) }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            console.line(String(decoding: try encoder.encode(arrays), as: UTF8.self))
            return
        }
        let numbers = state.reduce(0) { $0 + $1.tensor.count }
        let bytes = state.reduce(0) { $0 + $1.tensor.count * $1.tensor.dtype.byteCount }
        console.line(
            "\(file): \(arrays.count == 1 ? "1 array" : "\(arrays.count) arrays"), "
                + "\(grouped(numbers)) numbers, \(grouped(bytes)) bytes")
        guard !arrays.isEmpty else { return }
        console.line()
        for line in table(arrays) { console.line(line) }
    }

    private func table(_ arrays: [ArrayStatistics]) -> [String] {
        let head = ["name", "dtype", "shape", "min", "max", "mean", "NaN", "inf"]
        let rows = arrays.map { array in
            [
                array.name, array.dtype, "\(array.shape)", array.min?.text ?? "–",
                array.max?.text ?? "–", array.mean.map(short) ?? "–", grouped(array.nan),
                grouped(array.infinite),
            ]
        }
        return TextTable(head, rows, leftColumns: 3).lines
    }
}
