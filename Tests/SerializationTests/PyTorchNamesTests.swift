import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PyTorchNamesTests {
    /// A list of two of the list before, again and again: an object of 2^40 tensors.
    private func doubling() -> [UInt8] {
        var object = Pickle.list([Pickle.tensor()])
        for level in 0..<40 {
            let place = UInt8(level)
            object = Pickle.list([object + Pickle.put(place), Pickle.get(place)])
        }
        return object
    }

    @Test("a small file of many tensors is refused, without time or memory")
    func refusesExpansion() throws {
        try expectPyTorchRefused(
            pyTorchArchive(doubling()), .limitExceeded, mentions: "objects",
            limits: ReadLimits(maxPickleInstructions: 10_000))
    }

    @Test("a container within itself is refused")
    func refusesCycles() throws {
        let list = Pickle.emptyList + Pickle.put(0) + Pickle.get(0) + [0x61]
        try expectPyTorchRefused(pyTorchArchive(list), .limitExceeded, mentions: "deep")
        let dictionary =
            Pickle.emptyDictionary + Pickle.put(0) + Pickle.text("a") + Pickle.get(0) + [0x73]
        try expectPyTorchRefused(pyTorchArchive(dictionary), .limitExceeded, mentions: "deep")
    }

    @Test("64 levels are read, 65 are refused")
    func boundsDepth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            (0..<depth).reduce(Pickle.tensor()) { object, _ in Pickle.list([object]) }
        }
        let name = [String](repeating: "0", count: 64).joined(separator: ".")
        #expect(try readPyTorch(pyTorchArchive(nested(64))).keys == [name])
        try expectPyTorchRefused(pyTorchArchive(nested(65)), .limitExceeded, mentions: "64")
    }

    @Test("paths join keys and positions; a tensor alone has a name, too")
    func namesTensors() throws {
        let tensor = Pickle.tensor()
        let file = pyTorchArchive(
            Pickle.dictionary([
                (Pickle.text("a"), Pickle.list([tensor, Pickle.tuple([Pickle.none, tensor])])),
                (Pickle.integer(-7), tensor), (Pickle.text("b.c"), tensor),
            ]))
        #expect(try readPyTorch(file).keys == ["a.0", "a.1.1", "-7", "b.c"])
        #expect(try readPyTorch(pyTorchArchive(tensor)).keys == ["tensor"])
    }

    @Test("paths that are equal, or too long, are refused")
    func refusesNames() throws {
        let tensor = Pickle.tensor()
        for keys in [
            [Pickle.text("w"), Pickle.text("w")], [Pickle.text("7"), Pickle.integer(7)],
            [Pickle.text("\u{E9}"), Pickle.text("e\u{301}")],
        ] {
            try expectPyTorchRefused(
                pyTorchArchive(Pickle.dictionary(keys.map { ($0, tensor) })), .duplicateName)
        }
        let key = Pickle.text(String(repeating: "n", count: 600))
        let deep = Pickle.dictionary([(key, Pickle.dictionary([(key, tensor)]))])
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.pt", pyTorchArchive(deep))
        expectError(.invalidName, naming: path) { _ = try StateDictionary(contentsOf: path) }
    }

    @Test("keys that are longer than a name may be are refused, whatever they are for")
    func refusesLongKeys() throws {
        let key = Pickle.text(String(repeating: "k", count: 1025))
        for object in [Pickle.tensor(), Pickle.none] {
            try expectPyTorchRefused(
                pyTorchArchive(Pickle.dictionary([(key, object)])), .invalidName,
                mentions: "keys of at most 1024 bytes; got 1025, \"kkk")
        }
    }

    @Test("keys that are neither text nor whole numbers are refused")
    func refusesKeys() throws {
        for key in [Pickle.none, [0x88], Pickle.emptyTuple, Pickle.emptyList, Pickle.tensor()] {
            try expectPyTorchRefused(
                pyTorchArchive(Pickle.dictionary([(key, Pickle.tensor())])), .unsupported,
                mentions: "as a key")
        }
    }
}
