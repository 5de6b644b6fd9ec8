import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PickleGlobalTests {
    @Test("each type of storage gives its element type")
    func knowsStorages() throws {
        let types: [(String, DType)] = [
            ("BoolStorage", .bool), ("ByteStorage", .uint8), ("CharStorage", .int8),
            ("ShortStorage", .int16), ("IntStorage", .int32), ("LongStorage", .int64),
            ("HalfStorage", .float16), ("BFloat16Storage", .bfloat16), ("FloatStorage", .float32),
            ("DoubleStorage", .float64),
        ]
        for (type, dtype) in types {
            let tensor = Pickle.tensor(Pickle.storage(type, count: 2), sizes: [2])
            let data = [UInt8](repeating: 1, count: 2 * dtype.byteCount)
            let state = try readPyTorch(
                pyTorchArchive(pickle: Pickle.file(tensor), storages: ["0": data]))
            #expect(try Bits(state[0].tensor) == Bits(dtype: dtype, shape: [2], bytes: data))
        }
    }

    @Test(
        "every other name is refused, naming it and its place",
        arguments: [
            ("os", "system"), ("posix", "system"), ("builtins", "eval"), ("__builtin__", "exec"),
            ("builtins", "getattr"), ("subprocess", "Popen"), ("torch", "load"), ("torch", "hub"),
            ("torch", "ComplexFloatStorage"), ("torch", "QInt8Storage"), ("torch", "float8_e5m2"),
            ("torch", ""), ("", ""), ("collections", "OrderedDict "),
            ("collections", "defaultdict"),
            ("collections.OrderedDict", ""), ("torch._utils", "_rebuild_sparse_tensor"),
            ("torch._utils", "_rebuild_tensor"), ("torch.jit", "load"), ("numpy", "ndarray"),
            ("copyreg", "_reconstructor"), ("__main__", "Model"), ("Torch", "FloatStorage"),
            ("nt", "system\u{0}"), ("o\"s", "sys\u{301}tem"),
            ("torch.serialization", "_get_layout"),
        ])
    func refusesOthers(module: String, name: String) throws {
        let global = Pickle.global(module, name)
        let calls = [
            global, global + Pickle.tuple([Pickle.text("touch EXECUTED")]) + Pickle.reduce,
            Pickle.list([Pickle.tensor(), global]),
        ]
        for object in calls {
            let error = try expectPyTorchRefused(
                pyTorchArchive(object), .unsupported, mentions: "at byte")
            let isPlain = (module + name).allSatisfy { $0.isASCII && $0 != "\"" && $0 != "\0" }
            #expect(error?.message.contains("\(module).\(name)") == true || !isPlain)
        }
    }
}
