import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct CheckpointFormatTests {
    @Test("a format reads and writes with defaults, through its protocol too")
    func hasDefaults() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/any name"
        let format: any CheckpointFormat.Type = NPZ.self
        try format.write(smallState(), to: path)
        #expect(try areIdentical(format.read(from: path), smallState()))
    }

    /// The least that a format must have.
    private enum Minimal: CheckpointFormat {
        static let name = "minimal"
        static let fileExtensions = ["minimal"]
        static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
            try smallState()
        }
        static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
    }

    @Test("a format that cannot read parts reads all and drops the rest")
    func readsPartsByDefault() throws {
        let format: any CheckpointFormat.Type = Minimal.self
        let listing = try format.contents(of: "", limits: ReadLimits())
        #expect(try listing == smallState().map { StoredTensor(name: $0, $1) })
        let part = try format.read(from: "", limits: ReadLimits()) { $0.dtype == .bool }
        #expect(part.keys == ["mask"])
        let isRecognized = format.recognizes(start: [1], byteCount: 1)
        #expect(!isRecognized)
    }

    @Test(
        "parts and listings agree with the whole",
        arguments: [
            ("Serialization", "savez.npz"), ("Serialization", "savez_compressed.npz"),
            ("Serialization", "fortran.npz"), ("SafeTensors", "types.safetensors"),
            ("PyTorchFiles", "types.pt"), ("PyTorchFiles", "views.pt"),
        ])
    func readsParts(folder: String, name: String) throws {
        let path = fixture(name, in: folder)
        let format = try CheckpointFormats.format(forPath: path)
        let whole = try format.read(from: path)
        let listing = try format.contents(of: path, limits: ReadLimits())
        #expect(listing == whole.map { StoredTensor(name: $0, $1) })
        for (name, tensor) in whole {
            let part = try format.read(from: path, limits: ReadLimits()) { $0.name == name }
            #expect(try areIdentical(part, [name: tensor]), "\(name)")
        }
        #expect(try format.read(from: path, limits: ReadLimits()) { _ in false }.isEmpty)
    }
}
