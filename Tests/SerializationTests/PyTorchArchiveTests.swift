import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PyTorchArchiveTests {
    @Test("a file cut at any length is refused")
    func refusesEveryTruncation() throws {
        let directory = try TemporaryDirectory()
        let whole = try contents(of: fixture("untyped.pt", in: "PyTorchFiles"))
        let path = try directory.file("w.pt", whole)
        for count in whole.indices.reversed() {
            try #require(truncate(path, off_t(count)) == 0)
            expectError(.malformed, naming: path) { _ = try PyTorchFile.read(from: path) }
        }
    }

    @Test("a flipped bit never gives other tensors")
    func noticesDamage() throws {
        let directory = try TemporaryDirectory()
        let file = pyTorchArchive(Pickle.dictionary([(Pickle.text("w"), Pickle.tensor())]))
        let path = try directory.file("w.pt", file)
        let state = try PyTorchFile.read(from: path)
        let descriptor = open(path, O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        // One bit of each byte; NPZTests flip all of an archive's.
        for index in file.indices {
            var byte = file[index] ^ 1 << (index % 8)
            try #require(pwrite(descriptor, &byte, 1, off_t(index)) == 1)
            do {
                let read = try PyTorchFile.read(from: path)
                #expect(try areIdentical(read, state), "byte \(index)")
            } catch {
                #expect(error is SerializationError)
            }
            byte = file[index]
            try #require(pwrite(descriptor, &byte, 1, off_t(index)) == 1)
        }
    }

    @Test("storages whose size is not what the pickle says are refused")
    func refusesOtherSizes() throws {
        let object = Pickle.file(Pickle.tensor())
        for count in [0, 1, 12, 15, 17, 20, 32] {
            let storage = [UInt8](repeating: 0, count: count)
            try expectPyTorchRefused(
                pyTorchArchive(pickle: object, storages: ["0": storage]), .malformed)
        }
        try expectPyTorchRefused(
            pyTorchArchive(pickle: object, storages: [:]), .malformed, mentions: "for each storage")
        for key in ["1", "", "../0", "/etc/passwd", "0/", "a/data/0"] {
            let tensor = Pickle.tensor(Pickle.storage(key: key))
            try expectPyTorchRefused(
                pyTorchArchive(tensor), .malformed, mentions: "for each storage")
        }
    }

    @Test("a storage that two types see is read as both")
    func readsStoragesAsSeveralTypes() throws {
        let state = try readPyTorch(
            pyTorchArchive(
                Pickle.list([
                    Pickle.tensor(),
                    Pickle.tensor(Pickle.storage("IntStorage"), offset: 1, sizes: [3]),
                    Pickle.tensor(
                        Pickle.storage("ByteStorage", count: 16), sizes: [2, 8], strides: [8, 1]),
                ])))
        #expect(state.map(\.tensor.dtype) == [.float32, .int32, .uint8])
        #expect(try bytes(of: state[0].tensor) == bytesOfFour)
        #expect(try bytes(of: state[1].tensor) == Array(bytesOfFour[4...]))
        #expect(try bytes(of: state[2].tensor) == bytesOfFour)
        let booleans = Pickle.list([
            Pickle.tensor(), Pickle.tensor(Pickle.storage("BoolStorage", count: 16)),
        ])
        try expectPyTorchRefused(pyTorchArchive(booleans), .malformed, mentions: "bool")
    }

    @Test("archives without a pickle, with two, compressed ones and those of TorchScript")
    func refusesOtherArchives() throws {
        let pickle = Pickle.file(Pickle.none)
        try expectPyTorchRefused(
            zipArchive([ZipTestMember("a/version")]), .malformed, mentions: "/data.pkl")
        try expectPyTorchRefused(
            zipArchive([]), .malformed, mentions: "/data.pkl")
        try expectPyTorchRefused(
            pyTorchArchive(pickle: pickle, more: [("b/data.pkl", pickle)]), .malformed,
            mentions: "got 2")
        try expectPyTorchRefused(
            zipArchive([ZipTestMember("a/data.pkl", pickle, isDeflated: true)]), .unsupported,
            mentions: "compressed")
        try expectPyTorchRefused(
            pyTorchArchive(pickle: pickle, more: [("a/code/x.py", [])]), .unsupported,
            mentions: "torch.jit.save")
        try expectPyTorchRefused(
            zipArchive([
                ZipTestMember("a/data.pkl", pickle),
                ZipTestMember("a/byteorder", Array("big".utf8)),
            ]), .unsupported, mentions: "little-endian")
        try expectPyTorchRefused(Array("text".utf8), .malformed)
    }

    @Test("the storages count, in all, against the limit")
    func keepsLimits() throws {
        let file = pyTorchArchive(Pickle.tensor())
        try expectPyTorchRefused(file, .limitExceeded, limits: ReadLimits(maxBytes: 300))
    }

    @Test("a storage is copied once for each further type, and the copies count")
    func boundsCopies() throws {
        func archive(_ types: [(String, Int)]) -> [UInt8] {
            let tensors = types.map { name, count in
                Pickle.tensor(Pickle.storage(name, count: count), sizes: [count])
            }
            return pyTorchArchive(
                pickle: Pickle.file(Pickle.list(tensors)),
                storages: ["0": [UInt8](repeating: 0, count: 8000)])
        }
        let limits = ReadLimits(maxBytes: 12_000)
        let directory = try TemporaryDirectory()
        let (floats, integers) = (("FloatStorage", 2000), ("IntStorage", 2000))
        let state = try StateDictionary(
            contentsOf: directory.file("w.pt", archive([floats, integers, integers])),
            limits: limits)
        #expect(state.count == 3 && state[1].tensor.sharesMemory(with: state[2].tensor))
        try expectPyTorchRefused(
            archive([floats, integers, ("ByteStorage", 8000)]), .limitExceeded,
            mentions: "views and copies of storages", limits: limits)
    }

    @Test("views that are larger than their storage count, in all")
    func boundsViews() throws {
        let view = Pickle.tensor(sizes: [100, 100], strides: [0, 0])
        func archive(_ count: Int) -> [UInt8] {
            pyTorchArchive(Pickle.list([[UInt8]](repeating: view, count: count)))
        }
        let limits = ReadLimits(maxBytes: 100_000)
        let directory = try TemporaryDirectory()
        let state = try StateDictionary(
            contentsOf: directory.file("w.pt", archive(2)), limits: limits)
        #expect(state.map(\.tensor.shape) == [[100, 100], [100, 100]])
        try expectPyTorchRefused(
            archive(3), .limitExceeded, mentions: "views and copies of storages", limits: limits)
    }
}
