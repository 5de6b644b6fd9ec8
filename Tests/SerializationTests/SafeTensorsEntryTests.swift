import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct SafeTensorsEntryTests {
    private func header(_ dtype: String, _ shape: String, _ offsets: String) -> [UInt8] {
        safeTensors(
            "{\"w\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}")
    }

    @Test(
        "offsets that do not fit shape and type are refused, naming the tensor",
        arguments: [
            ("F32", "[4]", "[0,15]"), ("F32", "[4]", "[0,17]"), ("F32", "[4]", "[16,0]"),
            ("F32", "[3]", "[0,16]"), ("F64", "[4]", "[0,16]"), ("F16", "[4]", "[0,16]"),
            ("F32", "[]", "[0,16]"), ("F32", "[0]", "[0,16]"), ("F32", "[4]", "[0,0]"),
            ("U8", "[16]", "[0,9223372036854775807]"),
        ])
    func refusesOtherSizes(dtype: String, shape: String, offsets: String) throws {
        let error = try expectSafeTensorsRefused(
            header(dtype, shape, offsets), .malformed, mentions: "bytes of data")
        #expect(error?.member == "w")
    }

    @Test(
        "shapes whose size overflows are refused, also beside a zero",
        arguments: [
            "[4294967296,4294967296]", "[9223372036854775807,2]", "[9223372036854775807]",
            "[0,9223372036854775807,9223372036854775807]",
        ])
    func refusesOverflow(shape: String) throws {
        try expectSafeTensorsRefused(
            header("F32", shape, "[0,16]"), .malformed, mentions: "overflows")
    }

    @Test("64 dimensions are read, 65 are refused")
    func boundsDimensions() throws {
        func shape(_ count: Int) -> String {
            "[4" + String(repeating: ",1", count: count - 1) + "]"
        }
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors", header("F32", shape(64), "[0,16]"))
        #expect(try SafeTensors.read(from: path)["w"]?.rank == 64)
        try expectSafeTensorsRefused(
            header("F32", shape(65), "[0,16]"), .malformed, mentions: "64 dimensions")
        expectError(.malformed, mentions: "64 dimensions") {
            let tensor = try tensor([Int](repeating: 1, count: 65), .bool, [1])
            try SafeTensors.write(["w": tensor], to: path)
        }
    }

    @Test(
        "other types are refused", arguments: ["F4", "F8_E4M3", "C64", "f32", "", "FLOAT", "I128"])
    func refusesTypes(dtype: String) throws {
        let error = try expectSafeTensorsRefused(
            header(dtype, "[4]", "[0,16]"), .unsupportedDType, mentions: "\"\(dtype)\"")
        #expect(error?.member == "w")
    }

    @Test("a bool that is neither 0 nor 1 is refused")
    func refusesOtherBooleans() throws {
        let file = header("BOOL", "[16]", "[0,16]")
        try expectSafeTensorsRefused(file, .malformed, mentions: "bool")
    }
}
