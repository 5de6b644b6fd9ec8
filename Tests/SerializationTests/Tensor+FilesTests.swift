import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct TensorFilesTests {
    @Test("one tensor of a file is read by its name")
    func readsOne() throws {
        for (folder, name) in [
            ("Serialization", "small.npz"), ("SafeTensors", "small.safetensors"),
        ] {
            let path = fixture(name, in: folder)
            let state = try StateDictionary(contentsOf: path)
            let tensor = try Tensor(named: "é", contentsOf: path)
            #expect(try Bits(tensor) == Bits(#require(state["é"])))
        }
    }

    @Test("a name that the file does not have is an error")
    func refusesUnknownNames() throws {
        let path = fixture("small.npz")
        expectError(.unknownName, naming: path, mentions: "\"v\"") {
            _ = try Tensor(named: "v", contentsOf: path)
        }
    }

    @Test("damage to the data of others is not seen, damage to its own is")
    func readsNoOther() throws {
        let directory = try TemporaryDirectory()
        let bad = ZipTestMember("bad.npy").withHeaders { $0.checksum ^= 1 }
        let path = try directory.file(
            "w.npz", zipArchive([ZipTestMember("a.npy"), bad, ZipTestMember("z.npy")]))
        for name in ["a", "z"] {
            #expect(try bytes(of: Tensor(named: name, contentsOf: path)) == bytesOfFour)
        }
        expectError(.corrupt, naming: path) { _ = try Tensor(named: "bad", contentsOf: path) }
    }
}
