import Serialization
import Synchronization
import TensorCore
import TestSupport
import Testing

/// A format that keeps everything in memory.
private enum MemoryFormat: CheckpointFormat {
    static let name = "memory"
    static let fileExtensions = ["memory", "mem"]
    static let files = Mutex<[String: StateDictionary]>([:])

    static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
        files.withLock { $0[path] } ?? StateDictionary()
    }

    static func write(_ state: StateDictionary, to path: String, options: SaveOptions) throws {
        files.withLock { $0[path] = state }
    }
}

/// The least that conforms, with parts that clash.
private enum Clash {
    enum Name: CheckpointFormat {
        static let name = "npz"
        static let fileExtensions = ["clashing-name"]
        static func read(from path: String, limits: ReadLimits) -> StateDictionary { [:] }
        static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
    }

    enum Extension: CheckpointFormat {
        static let name = "clash"
        static let fileExtensions = ["free", "npz"]
        static func read(from path: String, limits: ReadLimits) -> StateDictionary { [:] }
        static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
    }

    enum Nothing: CheckpointFormat {
        static let name = "nothing"
        static let fileExtensions: [String] = []
        static func read(from path: String, limits: ReadLimits) -> StateDictionary { [:] }
        static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
    }

    enum Dotted: CheckpointFormat {
        static let name = "dotted"
        static let fileExtensions = [".tar"]
        static func read(from path: String, limits: ReadLimits) -> StateDictionary { [:] }
        static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
    }
}

@Suite struct CheckpointFormatsTests {
    @Test(
        "an extension chooses its format, in either case",
        arguments: [
            "w.npz", "/a.b/w.NPZ", "a.npy.npz", "folder.npy/x.Npz",
        ])
    func findsFormat(path: String) throws {
        #expect(try CheckpointFormats.format(forPath: path).name == "npz")
    }

    @Test(
        "an unknown extension is refused, naming those that are known",
        arguments: [
            "w", "w.bin", "a.npz/w", "w.npz.", "", "npz", "w.npz/", "w.npz ",
        ])
    func refusesUnknown(path: String) throws {
        expectError(.unknownFormat, mentions: "\"\(path)\"", ".npz") {
            _ = try CheckpointFormats.format(forPath: path)
        }
        expectError(.unknownFormat) { try StateDictionary().write(to: path) }
    }

    @Test(
        "a file of another extension is read by what it begins with",
        arguments: [
            ("Serialization", "small.npz"), ("Serialization", "small_compressed_stream.npz"),
            ("Serialization", "empty.npz"), ("SafeTensors", "small.safetensors"),
            ("SafeTensors", "empty.safetensors"), ("PyTorchFiles", "state_dict.pt"),
            ("PyTorchFiles", "checkpoint.pth"),
        ])
    func looksAtTheFile(folder: String, name: String) throws {
        let directory = try TemporaryDirectory()
        let expected = try StateDictionary(contentsOf: fixture(name, in: folder))
        for other in ["pytorch_model.bin", "w", "npz"] {
            let path = try directory.file(other, contents(of: fixture(name, in: folder)))
            #expect(try areIdentical(StateDictionary(contentsOf: path), expected))
            #expect(try CheckpointFormats.contents(of: path).count == expected.count)
        }
    }

    @Test("a file that begins like none is refused, and one that is not there as such")
    func refusesWhatNoFormatKnows() throws {
        let directory = try TemporaryDirectory()
        for bytes in [[], [0x50], [0x50, 0x4B, 3, 4], Array("text, and more of it".utf8)] {
            let path = try directory.file("w.bin", bytes)
            expectError(.unknownFormat, naming: path, mentions: ".safetensors", ".npz", ".pt") {
                _ = try StateDictionary(contentsOf: path)
            }
        }
        expectError(.system) { _ = try StateDictionary(contentsOf: directory.path + "/none.bin") }
        expectError(.notARegularFile) { _ = try StateDictionary(contentsOf: directory.path) }
    }

    @Test("the extension goes before what the file begins with")
    func prefersTheExtension() throws {
        let directory = try TemporaryDirectory()
        let bytes = try contents(of: fixture("small.safetensors", in: "SafeTensors"))
        let path = try directory.file("w.npz", bytes)
        expectError(.malformed, naming: path) { _ = try StateDictionary(contentsOf: path) }
    }

    @Test("for .npy the way to a single tensor is told")
    func explainsSingleTensors() throws {
        expectError(.unknownFormat, mentions: "NPY.read") {
            _ = try StateDictionary(contentsOf: "w.npy")
        }
    }

    @Test("a registered format is chosen by each of its extensions, once")
    func registers() throws {
        try CheckpointFormats.register(MemoryFormat.self)
        for path in ["model.memory", "model.MEM"] {
            let state = try smallState()
            try state.write(to: path)
            #expect(try areIdentical(StateDictionary(contentsOf: path), state))
        }
        #expect(CheckpointFormats.fileExtensions.contains("mem"))
        expectError(.formatClash, mentions: "memory") {
            try CheckpointFormats.register(MemoryFormat.self)
        }
    }

    @Test("a format that clashes, or that no path can choose, is refused")
    func refusesClashes() throws {
        for format in [Clash.Name.self, Clash.Extension.self] as [any CheckpointFormat.Type] {
            expectError(.formatClash, mentions: "npz") { try CheckpointFormats.register(format) }
        }
        for format in [Clash.Nothing.self, Clash.Dotted.self] as [any CheckpointFormat.Type] {
            expectError(.invalidOption) { try CheckpointFormats.register(format) }
        }
        #expect(!CheckpointFormats.fileExtensions.contains("free"))
    }
}
