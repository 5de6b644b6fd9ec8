import ConformanceCheck
import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

/// A `.safetensors` file from the text of its header; `length` is what it says of that text.
func safeTensors(
    _ header: String = #"{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#,
    length: UInt64? = nil, data: [UInt8] = bytesOfFour
) -> [UInt8] {
    littleEndian(length ?? UInt64(header.utf8.count), 8) + Array(header.utf8) + data
}

/// Expects that a `.safetensors` file of these bytes is refused.
@discardableResult
func expectSafeTensorsRefused(
    _ file: [UInt8], _ code: SerializationError.Code, mentions word: String = "",
    limits: ReadLimits = ReadLimits(), at location: SourceLocation = #_sourceLocation
) throws -> SerializationError? {
    try expectFileRefused(
        file, as: "hostile.safetensors", code, mentions: word, limits: limits, at: location)
}

@Suite struct SafeTensorsTests {
    private static func path(_ name: String) -> String { fixture(name, in: "SafeTensors") }

    @Test func passesTheFormatCheck() throws {
        // The calls before the file has its name; all that come after the k-th fail too.
        let failures = (1...6).map { k in
            (
                label: "no space from call \(k) on",
                write: { (state: StateDictionary, path: String) in
                    let faulty = FaultyFileSystem(.from(k), errno: ENOSPC)
                    try SafeTensors.write(state, to: path, fileSystem: faulty.fileSystem)
                }
            )
        }
        try checkFormat(SafeTensors.self, failures: failures)
    }

    @Test(
        "files of the package safetensors are read bit by bit",
        arguments: ["types.safetensors", "names.safetensors", "small.safetensors"])
    func readsForeignFiles(name: String) throws {
        let lines = try fixtureLines("manifest.txt", in: "SafeTensors").filter { $0[1] == name }
        let state = try StateDictionary(contentsOf: Self.path(name))
        #expect(!lines.isEmpty && state.count == lines.count)
        for line in lines {
            let key = line[2] == "\\n" ? "\n" : line[2]
            #expect(try Bits(#require(state[key])) == Bits(manifestLine: line), "\(key)")
        }
    }

    @Test("files of the package safetensors are written again with the same bytes")
    func writesWhatThePackageWrites() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors")
        for name in ["types", "names", "small", "empty"] {
            let original = Self.path("\(name).safetensors")
            try SafeTensors.write(
                StateDictionary(contentsOf: original), to: path,
                metadata: SafeTensors.metadata(of: original))
            #expect(try contents(of: path) == contents(of: original), "\(name)")
        }
    }

    @Test(
        "element types that no tensor has are refused, naming the tensor",
        arguments: ["float8_e4m3fn", "float8_e5m2", "float8_e8m0fnu", "complex64"])
    func refusesForeignTypes(dtype: String) throws {
        let path = Self.path("refused_\(dtype).safetensors")
        let error = expectError(.unsupportedDType, naming: path) {
            _ = try StateDictionary(contentsOf: path)
        }
        #expect(error?.member == "bad")
        expectError(.unsupportedDType) { _ = try CheckpointFormats.contents(of: path) }
    }

    @Test("data is in the order of falling width, names in the dictionary's")
    func alignsData() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors")
        let state: StateDictionary = [
            "a": try patterned([3], .bool), "b": try patterned([2], .float16),
            "c": try patterned([1], .float64), "d": try patterned([2], .float32),
            "e": try patterned([], .int64),
        ]
        try state.write(to: path)
        #expect(try areIdentical(StateDictionary(contentsOf: path), state))
        let file = try contents(of: path)
        let order = ["c", "e", "d", "b", "a"].compactMap { state[$0] }
        #expect(try file.suffix(31) == ArraySlice(order.flatMap { try bytes(of: $0) }))
        #expect((file.count - 31) % 8 == 0)
    }

    @Test("texts beside the tensors come back, and equal ones make equal files")
    func keepsMetadata() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors")
        let metadata = ["format": "pt", "": "", "\"\u{1}\\": "größe\n", "a": "b", "z": "y"]
        try SafeTensors.write(smallState(), to: path, metadata: metadata)
        #expect(try SafeTensors.metadata(of: path) == metadata)
        let first = try contents(of: path)
        try SafeTensors.write(smallState(), to: path, metadata: metadata)
        #expect(try contents(of: path) == first)
        #expect(try SafeTensors.metadata(of: Self.path("small.safetensors")).isEmpty)
    }

    @Test("compression, which the format does not have, is refused before anything is written")
    func refusesCompression() throws {
        let directory = try TemporaryDirectory()
        expectError(.invalidOption, mentions: ".npz") {
            try smallState().write(
                to: directory.path + "/w.safetensors", options: SaveOptions(compression: .deflate())
            )
        }
        #expect(try directory.names.isEmpty)
    }

    @Test("names that could not be read back are not written")
    func refusesNames() throws {
        let directory = try TemporaryDirectory()
        for name in ["__metadata__", String(repeating: "n", count: 1025)] {
            expectError(.invalidName) {
                try ([name: patterned([1], .bool)] as StateDictionary).write(
                    to: directory.path + "/w.safetensors")
            }
        }
        #expect(try directory.names.isEmpty)
    }

    @Test("limits count the tensors that are read")
    func countsWhatIsRead() throws {
        let path = Self.path("types.safetensors")
        let limits = ReadLimits(maxBytes: 4000)
        let state = try StateDictionary(contentsOf: path, limits: limits) { $0.dtype == .float32 }
        #expect(state.count == 4)
        let hundred = safeTensors(
            #"{"w":{"dtype":"U8","shape":[100],"data_offsets":[0,100]}}"#,
            data: [UInt8](repeating: 0, count: 100))
        try expectSafeTensorsRefused(
            hundred, .limitExceeded, mentions: "99 bytes", limits: ReadLimits(maxBytes: 99))
    }

    @Test("random damage never crashes, and changes numbers at most")
    func survivesMutation() throws {
        let directory = try TemporaryDirectory()
        let whole = try contents(of: Self.path("small.safetensors"))
        var generator = SplitMix(state: 7)
        for _ in 0..<2000 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: damaged.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: damaged[index] = .random(in: 0...255, using: &generator)
                case 1: damaged.remove(at: index)
                default: damaged.insert(damaged[index], at: index)
                }
            }
            let file = try directory.file("damaged.safetensors", damaged)
            do {
                let read = try SafeTensors.read(from: file)
                let byteCount = try read.reduce(0) { $0 + (try bytes(of: $1.tensor).count) }
                #expect(byteCount == 13)
            } catch {
                #expect(error is SerializationError)
            }
        }
    }

    @Test(
        "tensors in the file's own pages have the bits of those that are read",
        arguments: ["types.safetensors", "names.safetensors", "small.safetensors"])
    func mapsForeignFiles(name: String) throws {
        let path = Self.path(name)
        let (mapped, read) = (try SafeTensors.map(path), try StateDictionary(contentsOf: path))
        #expect(mapped.keys == read.keys && !mapped.isEmpty)
        for key in read.keys {
            #expect(try Bits(#require(mapped[key])) == Bits(#require(read[key])), "\(key)")
        }
        let wanted = try #require(read.keys.first)
        #expect(try SafeTensors.map(path) { $0.name == wanted }.keys == [wanted])
    }

    @Test func aFileThatIsMappedStaysAsItIsAndMayBeReplaced() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors")
        let state: StateDictionary = [
            "a": try patterned([2, 300], .float32), "b": try patterned([4], .float64),
        ]
        try state.write(to: path)
        let bytes = try contents(of: path)
        var mapped = try SafeTensors.map(path)
        let old = try #require(mapped["a"])
        var changed = old
        try changed.writableView(operation: "test").pointer.storeBytes(of: 7, as: Double.self)
        #expect(try Bits(old) == Bits(#require(state["a"])) && Bits(changed) != Bits(old))
        // The last to hold the pages may write to them: the file is none the wiser.
        var last = try #require(SafeTensors.map(path) { $0.name == "b" }["b"])
        try last.writableView(operation: "test").pointer.storeBytes(of: 7, as: Double.self)
        #expect(last.toArray(as: Double.self)[0] == 7)
        #expect(try contents(of: path) == bytes)

        mapped["c"] = changed
        try mapped.write(to: path)
        #expect(try Bits(old) == Bits(#require(state["a"])))
        #expect(try SafeTensors.map(path).keys == ["a", "b", "c"])
    }

    @Test func aTensorAtAnOddPlaceIsReadInstead() throws {
        // Its data begins after 8 + 55 bytes.
        let file = safeTensors()
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors", file)
        #expect((file.count - 16) % 4 != 0)
        let (mapped, read) = (try SafeTensors.map(path), try StateDictionary(contentsOf: path))
        #expect(try Bits(#require(mapped["w"])) == Bits(#require(read["w"])))
    }

    @Test func mappingRefusesWhatReadingRefuses() throws {
        let directory = try TemporaryDirectory()
        let short = try directory.file("short.safetensors", safeTensors(data: [1, 2, 3]))
        expectError(.malformed, naming: short) { _ = try SafeTensors.map(short) }
        let flag = safeTensors(
            #"{"w":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}"#, data: [1, 2])
        let path = try directory.file("flag.safetensors", flag)
        expectError(.malformed, naming: path) { _ = try SafeTensors.map(path) }
    }

    #if os(Linux)
        @Test func thePagesGoBackWithTheLastTensor() throws {
            let aligned = safeTensors(
                #"{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} "#)
            let directory = try TemporaryDirectory()
            let path = try directory.file("pages.safetensors", aligned)
            func isMapped() throws -> Bool {
                // By a handle: others stop after a page, since the file says that it is empty.
                let file = try #require(FileHandle(forReadingAtPath: "/proc/self/maps"))
                return String(decoding: file.readDataToEndOfFile(), as: UTF8.self).contains(path)
            }
            var tensor = try SafeTensors.map(path)["w"]
            #expect(try isMapped() && tensor?.count == 4)
            tensor = nil
            #expect(try !isMapped())
        }
    #endif
}
