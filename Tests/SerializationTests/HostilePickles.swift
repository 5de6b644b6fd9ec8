import Serialization
import TensorCore
import TestSupport
import Testing

/// Pickles put together piece by piece, so that every piece can lie.
enum Pickle {
    static let none: [UInt8] = [0x4E]
    static let emptyTuple: [UInt8] = [0x29]
    static let emptyList: [UInt8] = [0x5D]
    static let emptyDictionary: [UInt8] = [0x7D]
    static let reduce: [UInt8] = [0x52]

    /// Protocol, object, end.
    static func file(_ object: [UInt8]) -> [UInt8] { [0x80, 2] + object + [0x2E] }

    static func integer(_ value: Int) -> [UInt8] { [0x8A, 8] + littleEndian(value, 8) }

    static func text(_ text: String) -> [UInt8] {
        [0x58] + littleEndian(text.utf8.count, 4) + Array(text.utf8)
    }

    static func tuple(_ items: [[UInt8]]) -> [UInt8] { [0x28] + items.flatMap { $0 } + [0x74] }

    static func list(_ items: [[UInt8]]) -> [UInt8] {
        emptyList + [0x28] + items.flatMap { $0 } + [0x65]
    }

    static func dictionary(_ items: [([UInt8], [UInt8])]) -> [UInt8] {
        emptyDictionary + [0x28] + items.flatMap { $0.0 + $0.1 } + [0x75]
    }

    static func global(_ module: String, _ name: String) -> [UInt8] {
        [0x63] + Array("\(module)\n\(name)\n".utf8)
    }

    static func call(_ module: String, _ name: String, _ arguments: [[UInt8]]) -> [UInt8] {
        global(module, name) + tuple(arguments) + reduce
    }

    static func put(_ place: UInt8) -> [UInt8] { [0x71, place] }
    static func get(_ place: UInt8) -> [UInt8] { [0x68, place] }

    static func storage(_ type: String = "FloatStorage", key: String = "0", count: Int = 4)
        -> [UInt8]
    {
        tuple([
            text("storage"), global("torch", type), text(key), text("cpu"), integer(count),
        ]) + [0x51]
    }

    /// A tensor of the four numbers in `bytesOfFour`, or of what is said instead.
    static func tensor(
        _ storage: [UInt8] = storage(), offset: Int = 0, sizes: [Int] = [4], strides: [Int] = [1],
        more: [[UInt8]] = []
    ) -> [UInt8] {
        call(
            "torch._utils", "_rebuild_tensor_v2",
            [
                storage, integer(offset), tuple(sizes.map(integer)), tuple(strides.map(integer)),
                [0x89], call("collections", "OrderedDict", []),
            ] + more)
    }
}

/// An archive as `torch.save` writes it.
func pyTorchArchive(
    pickle: [UInt8], storages: [String: [UInt8]] = ["0": bytesOfFour],
    more: [(name: String, bytes: [UInt8])] = []
) -> [UInt8] {
    var members = [("a/data.pkl", pickle), ("a/byteorder", Array("little".utf8))]
    members += storages.sorted { $0.key < $1.key }.map { ("a/data/\($0.key)", $0.value) }
    members += [("a/version", Array("3\n".utf8))] + more.map { ($0.name, $0.bytes) }
    return zipArchive(members.map { ZipTestMember($0.0, $0.1) })
}

/// An archive whose pickle makes the object.
func pyTorchArchive(_ object: [UInt8]) -> [UInt8] { pyTorchArchive(pickle: Pickle.file(object)) }

/// Expects that a PyTorch file of these bytes is refused, however it is looked at.
@discardableResult
func expectPyTorchRefused(
    _ file: [UInt8], _ code: SerializationError.Code, mentions word: String = "",
    limits: ReadLimits = ReadLimits(), at location: SourceLocation = #_sourceLocation
) throws -> SerializationError? {
    let directory = try TemporaryDirectory()
    let path = try directory.file("hostile.pt", file)
    expectError(code, naming: path, mentions: word, at: location) {
        _ = try PyTorchFile.value(of: path, limits: limits)
    }
    return try expectFileRefused(
        file, as: "hostile.pt", code, mentions: word, limits: limits, at: location)
}

/// What a PyTorch file with this object holds.
func readPyTorch(_ file: [UInt8]) throws -> StateDictionary {
    let directory = try TemporaryDirectory()
    return try StateDictionary(contentsOf: directory.file("w.pt", file))
}
