import Foundation
import Schedulers
import Serialization
import TensorCore

/// Tells the parts of a checkpoint from each other by the names of their tensors.
struct CheckpointReader {
    private let state: StateDictionary
    private let path: String

    /// Bytes of the longest state of a scheduler; those that are written have some hundred.
    private static let maxSchedulerBytes = 1 << 20

    init(_ state: StateDictionary, path: String) {
        self.state = state
        self.path = path
    }

    func contents() throws -> CheckpointContents {
        guard let version = state["checkpoint"], version.dtype == .int64, version.count == 1 else {
            throw failure(
                nil, expected: "a checkpoint", got: "a file without \"checkpoint\"",
                advice: "Weights alone are read by StateDictionary(contentsOf:).")
        }
        guard try version.item(as: Int.self) == CheckpointContents.version else {
            throw failure(
                "checkpoint", expected: "version \(CheckpointContents.version)",
                got: "\(try version.item())", advice: "Another version of the library wrote it.")
        }
        var contents = CheckpointContents(
            model: [:], optimizers: [], schedulers: [], generators: [:], loader: nil, extra: [:])
        for (name, tensor) in state where name != "checkpoint" {
            let (part, rest) = Self.halves(name)
            switch part {
            case "model": contents.model[rest] = tensor
            case "optimizers":
                let (place, key) = Self.halves(rest)
                // They come one after the other, each with at least one tensor.
                guard let place = Int(place), place >= 0, place <= contents.optimizers.count
                else { throw unknown(name) }
                if place == contents.optimizers.count { contents.optimizers.append([:]) }
                contents.optimizers[place][key] = tensor
            case "schedulers":
                guard Int(rest) == contents.schedulers.count else { throw unknown(name) }
                contents.schedulers.append(try scheduler(tensor, name))
            case "generators": contents.generators[rest] = try generator(tensor, name)
            case "loader":
                var loader = contents.loader ?? [:]
                loader[rest] = tensor
                contents.loader = loader
            case "extra": contents.extra[rest] = tensor
            default: throw unknown(name)
            }
        }
        return contents
    }

    /// What stands before the first dot, and behind it.
    private static func halves(_ name: String) -> (String, String) {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private func scheduler(_ tensor: Tensor, _ name: String) throws -> SchedulerState {
        // Before it is read: a tensor of a small file may be as large as the memory.
        guard tensor.dtype == .uint8, tensor.count <= Self.maxSchedulerBytes else {
            throw unknown(name)
        }
        let text = Data(tensor.toArray(as: UInt8.self))
        do { return try JSONDecoder().decode(SchedulerState.self, from: text) } catch {
            throw failure(name, expected: "a scheduler's state in JSON", got: "[\(error)]")
        }
    }

    private func generator(_ tensor: Tensor, _ name: String) throws -> Generator.State {
        guard tensor.dtype == .int64, tensor.count == 2 else { throw unknown(name) }
        let numbers = tensor.toArray(as: Int64.self).map(UInt64.init(bitPattern:))
        return Generator.State(seed: numbers[0], offset: numbers[1])
    }

    private func unknown(_ name: String) -> SerializationError {
        failure(
            name, expected: "the tensors of a checkpoint, as they were written",
            got: "\(state[name].map { "\($0.dtype) \($0.shape)" } ?? "none") of that name")
    }

    private func failure(
        _ member: String?, expected: String, got: String, advice: String = ""
    ) -> SerializationError {
        SerializationError(
            operation: "read", path: path, member: member, code: .malformed, expected: expected,
            got: got, advice: advice)
    }
}
