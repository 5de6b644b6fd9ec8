import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PickleMachineTests {
    private func expectRefused(
        _ pickle: [UInt8], _ code: SerializationError.Code = .malformed, mentions word: String = "",
        limits: ReadLimits = ReadLimits(), at location: SourceLocation = #_sourceLocation
    ) throws {
        try expectPyTorchRefused(
            pyTorchArchive(pickle: pickle), code, mentions: word, limits: limits, at: location)
    }

    @Test("all other instructions are refused")
    func refusesOtherInstructions() throws {
        let known: Set<UInt8> = [
            0x80, 0x2E, 0x28, 0x4E, 0x88, 0x89, 0x4A, 0x4B, 0x4D, 0x8A, 0x47, 0x58, 0x29, 0x74,
            0x85, 0x86, 0x87, 0x5D, 0x61, 0x65, 0x7D, 0x73, 0x75, 0x71, 0x72, 0x68, 0x6A, 0x63,
            0x52, 0x62, 0x51,
        ]
        // Among them are those that call, build objects, or import: i, o, 0x81, 0x82, 0x92, 0x93.
        for byte in (0...255).map({ UInt8($0) }) where !known.contains(byte) {
            try expectRefused(
                Pickle.file(Pickle.none + [byte]), .unsupported,
                mentions: "0x\(String(byte, radix: 16)) at byte 3")
        }
    }

    @Test("a pickle cut at any length is refused")
    func refusesEveryTruncation() throws {
        let whole = Pickle.file(
            Pickle.dictionary([
                (Pickle.text("w"), Pickle.tensor()),
                (Pickle.text("x"), [0x47] + [UInt8](repeating: 0, count: 8)),
                (Pickle.text("y"), [0x4A, 1, 2, 3, 4]), (Pickle.text("z"), [0x4D, 1, 2]),
            ]))
        #expect(try readPyTorch(pyTorchArchive(pickle: whole)).count == 1)
        for count in whole.indices { try expectRefused(Array(whole.prefix(count))) }
    }

    @Test(
        "10 MB of one instruction, and less of others, are refused at the limit",
        arguments: [(0x5D, 10_000_000), (0x28, 30_000), (0x4E, 30_000), (0x29, 30_000)])
    func refusesLongPickles(instruction: UInt8, count: Int) throws {
        let pickle = [0x80, 2] + [UInt8](repeating: instruction, count: count)
        try expectRefused(
            pickle, .limitExceeded, mentions: "maxPickleInstructions",
            limits: ReadLimits(maxPickleInstructions: 20_000))
    }

    @Test("nesting of any depth is refused without recursion", arguments: [0x85, 0x61])
    func refusesNesting(instruction: UInt8) throws {
        let depth = 50_000
        let nest =
            instruction == 0x85
            ? Pickle.emptyTuple + [UInt8](repeating: 0x85, count: depth)
            : [UInt8](repeating: 0x5D, count: depth) + [UInt8](repeating: 0x61, count: depth - 1)
        try expectRefused(Pickle.file(nest), .limitExceeded, mentions: "deep")
    }

    @Test("random damage to a pickle never crashes, nor makes tensors outside their storage")
    func survivesMutation() throws {
        let directory = try TemporaryDirectory()
        let strided = Pickle.tensor(offset: 1, sizes: [2, 1], strides: [2, 1])
        let whole = Pickle.file(
            Pickle.dictionary([
                (Pickle.text("w"), Pickle.tensor() + Pickle.put(1)), (Pickle.integer(3), strided),
                (Pickle.text("x"), Pickle.list([Pickle.get(1), Pickle.tuple([Pickle.none])])),
            ]))
        var generator = SplitMix(state: 9)
        for _ in 0..<500 {
            var pickle = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: pickle.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: pickle[index] = .random(in: 0...255, using: &generator)
                case 1: pickle[index] = [0, 1, 0x7F, 0x80].randomElement(using: &generator) ?? 0
                case 2: pickle.remove(at: index)
                default: pickle.insert(whole[index % whole.count], at: index)
                }
            }
            let file = try directory.file("damaged.pt", pyTorchArchive(pickle: pickle))
            do {
                for (_, tensor) in try StateDictionary(contentsOf: file) {
                    #expect(try bytes(of: tensor).count == tensor.count * tensor.dtype.byteCount)
                }
            } catch {
                #expect(error is SerializationError)
            }
        }
    }

    @Test("instructions that find nothing, or something else, on the stack are refused")
    func refusesOtherStacks() throws {
        let (none, list, dictionary) = (Pickle.none, Pickle.emptyList, Pickle.emptyDictionary)
        let bad: [[UInt8]] = [
            [], [0x74], [0x85], none + [0x86], none + none + [0x87], [0x65], [0x75], [0x61], [0x73],
            [0x71, 0], [0x72, 0, 0, 0, 0], [0x68, 0], [0x6A, 1, 0, 0, 0], [0x52], [0x62], [0x51],
            none + none, [0x28] + none, none + [0x28, 0x85], none + [0x28, 0x71, 0],
            none + none + [0x61], list + [0x61], dictionary + none + [0x73],
            dictionary + [0x28] + none + [0x75], list + [0x28] + none + none + [0x75],
            dictionary + [0x28] + none + [0x65], none + none + none + [0x73],
            none + none + [0x52], Pickle.global("torch", "Size") + none + [0x52],
            none + [0x51], Pickle.tuple([none]) + [0x51], Pickle.emptyTuple + [0x51],
        ]
        for object in bad { try expectRefused(Pickle.file(object)) }
        try expectRefused(Pickle.file(none) + none)
        try expectRefused(Pickle.file(none) + [0x2E])
    }

    @Test("calls with other arguments than torch.save gives are refused")
    func refusesOtherCalls() throws {
        let (none, tensor) = (Pickle.none, Pickle.tensor())
        func rebuild(_ arguments: [[UInt8]], _ version: Int = 2) -> [UInt8] {
            Pickle.call("torch._utils", "_rebuild_tensor_v\(version)", arguments)
        }
        let sizes = Pickle.tuple([Pickle.integer(4)])
        let strides = Pickle.tuple([Pickle.integer(1)])
        let (storage, zero) = (Pickle.storage(), Pickle.integer(0))
        let bytes =
            Pickle.tuple([
                Pickle.text("storage"), Pickle.global("torch.storage", "UntypedStorage"),
                Pickle.text("0"), Pickle.text("cpu"), Pickle.integer(16),
            ]) + [0x51]
        let bad = [
            Pickle.call("collections", "OrderedDict", [Pickle.emptyList]),
            Pickle.call("torch", "Size", []), Pickle.call("torch", "Size", [none]),
            Pickle.call("torch", "FloatStorage", [Pickle.integer(4)]),
            Pickle.call("torch", "float32", []),
            Pickle.call("torch._utils", "_rebuild_parameter", [none, [0x88], none]),
            Pickle.call("torch._utils", "_rebuild_parameter", [tensor]),
            rebuild([]), rebuild([none, zero, sizes, strides, none, none]),
            rebuild([storage, zero, sizes, strides, none]),
            rebuild([storage, none, sizes, strides, none, none]),
            rebuild([storage, zero, none, strides, none, none]),
            rebuild([storage, zero, sizes, none, none, none]),
            rebuild([storage, zero, Pickle.tuple([none]), strides, none, none]),
            rebuild([storage, zero, sizes, strides, none, none, none, none]),
            rebuild([bytes, zero, sizes, strides, none, none]),
            rebuild([storage, zero, sizes, strides, none, none, none], 3),
            Pickle.storage(count: -1), Pickle.tensor(Pickle.storage(count: .max)),
        ]
        for object in bad { try expectRefused(Pickle.file(object)) }
        #expect(
            try readPyTorch(
                pyTorchArchive(
                    rebuild(
                        [bytes, zero, sizes, strides, none, none, Pickle.global("torch", "int32")],
                        3)))[0].tensor.dtype == .int32)
    }

    @Test("a tensor that is more than its elements is refused")
    func refusesOtherTensors() throws {
        let more = Pickle.dictionary([(Pickle.text("neg"), [0x88])])
        try expectRefused(
            Pickle.file(Pickle.tensor(more: [more])), .unsupported, mentions: "besides")
        #expect(try readPyTorch(pyTorchArchive(Pickle.tensor(more: [Pickle.none]))).count == 1)
    }

    @Test("attributes of dictionaries are passed over, those of others are refused")
    func passesOverAttributes() throws {
        let attributes = Pickle.dictionary([(Pickle.text("_metadata"), Pickle.none)]) + [0x62]
        let state = Pickle.dictionary([(Pickle.text("w"), Pickle.tensor())])
        #expect(try readPyTorch(pyTorchArchive(state + attributes)).keys == ["w"])
        for object in [Pickle.tensor(), Pickle.emptyList, Pickle.global("torch", "Size")] {
            try expectRefused(
                Pickle.file(object + attributes), .unsupported, mentions: "attributes")
        }
    }

    @Test("other protocols and larger integers are refused")
    func refusesProtocols() throws {
        for version in [0, 1, 3, 4, 5, 255] as [UInt8] {
            try expectRefused([0x80, version] + Pickle.none + [0x2E], .unsupported)
        }
        try expectRefused(
            Pickle.file([0x8A, 9] + [UInt8](repeating: 1, count: 9)), .unsupported,
            mentions: "64 bits")
    }
}
