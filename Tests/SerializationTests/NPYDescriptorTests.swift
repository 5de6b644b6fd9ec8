import Serialization
import TensorCore
import Testing

@Suite struct NPYDescriptorTests {
    @Test(
        "row 58: other dtypes are refused by name",
        arguments: [
            "<U2", "|S2", "<M8[D]", "<m8[s]", "|V2", "<V2", "<c8", "<c16", "<f16", "<f3", "<f1",
            "<q9",
            "bfloat16", "", "<b2", "<i3", "<i16", "<u0", "<f", "<", "float32", "f4", "=f4", "<F4",
            "<f4 ",
            " <f4", "<<f4", "<f4<f4", "<?",
        ])
    func refusesOtherDTypes(descr: String) throws {
        try expectArrayRefused(
            npy(descr: "'\(descr)'"), .unsupportedDType, mentions: "dtype \"\(descr)\"")
    }

    @Test("row 59: more than one byte needs a byte order", arguments: ["|f4", "|i2", "|u8", "|f2"])
    func refusesMissingByteOrder(descr: String) throws {
        try expectArrayRefused(npy(descr: "'\(descr)'"), .unsupportedDType, mentions: descr)
    }

    @Test("every dtype is known by its code, in each byte order")
    func knowsCodes() throws {
        let codes: [(String, DType)] = [
            ("b1", .bool), ("u1", .uint8), ("i1", .int8), ("i2", .int16), ("u2", .uint16),
            ("i4", .int32), ("u4", .uint32), ("i8", .int64), ("u8", .uint64), ("f2", .float16),
            ("f4", .float32), ("f8", .float64),
        ]
        for (code, dtype) in codes {
            let orders = dtype.byteCount == 1 ? ["|", "<", ">"] : ["<", ">"]
            for order in orders {
                let data = [UInt8](repeating: 1, count: dtype.byteCount)
                let tensor = try readArray(npy(descr: "'\(order)\(code)'", shape: "()", data: data))
                #expect(tensor.dtype == dtype)
            }
        }
    }
}
