import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct SafeTensorsHeaderParserTests {
    private static let entry = #"{"dtype":"U8","shape":[16],"data_offsets":[0,16]}"#

    @Test(
        "what is no header is refused",
        arguments: [
            "", "[]", "null", "\"w\"", "{", "}", "{}{}", "{} x", " {}", "\n{}", "{]", "{\"w\"}",
            "{\"w\":}", "{\"w\":1}", "{\"w\":null}", "{\"w\":[]}", "{\"w\":{}}", "{w:\(entry)}",
            "{'w':\(entry)}", "{\"w\":\(entry),}", "{,\"w\":\(entry)}", "{\"w\" \(entry)}",
            "{\"w\":\(entry)\"v\":\(entry)}", "{\"w\":\(entry)", "{\"w\":\(entry)} // comment",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"data_offsets\":[0,16]}}",
            "{\"w\":{\"shape\":[16],\"data_offsets\":[0,16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[16],\"shape\":[16],\"data_offsets\":[0,16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16],\"more\":1}}",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16,16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[16]}}",
            "{\"w\":{\"dtype\":1,\"shape\":[16],\"data_offsets\":[0,16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":16,\"data_offsets\":[0,16]}}",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":\"16\",\"data_offsets\":[0,16]}}",
            "{\"__metadata__\":1}", "{\"__metadata__\":null}", "{\"__metadata__\":{\"a\":1}}",
            "{\"__metadata__\":{\"a\":null}}", "{\"__metadata__\":[]}",
            "{\"__metadata__\":{\"a\":{\"b\":\"c\"}}}",
        ])
    func refusesOthers(header: String) throws {
        for data in [[], [UInt8](repeating: 0, count: 16)] {
            try expectSafeTensorsRefused(safeTensors(header, data: data), .malformed)
        }
    }

    @Test(
        "equal keys are refused, also those that are equal as text only",
        arguments: [
            "{\"w\":\(entry),\"w\":\(entry)}", "{\"w\":\(entry),\"\\u0077\":\(entry)}",
            "{\"\u{E9}\":\(entry),\"e\u{301}\":\(entry)}",
            "{\"__metadata__\":{},\"__metadata__\":{}}",
            "{\"__metadata__\":{\"a\":\"1\",\"a\":\"1\"}}",
        ])
    func refusesDuplicates(header: String) throws {
        try expectSafeTensorsRefused(safeTensors(header), .duplicateName)
    }

    @Test("deep nesting is refused without recursion", arguments: ["[", "{", "{\"a\":", "\"\\"])
    func refusesNesting(piece: String) throws {
        let nest = String(repeating: piece, count: 100_000)
        for start in ["", "{\"w\":", "{\"w\":{\"shape\":", "{\"__metadata__\":"] {
            try expectSafeTensorsRefused(safeTensors(start + nest), .malformed)
        }
    }

    @Test("keys in any order, with white space anywhere, are read")
    func readsAnyOrder() throws {
        let directory = try TemporaryDirectory()
        let header = """
            { "w" :\t{ "data_offsets" : [ 0 , 16 ] , "shape":[ 2,\r\n8 ],"dtype":"U8" } ,
            "__metadata__" : { } }\u{20}\u{20}

            """
        // It must begin with the brace.
        let path = try directory.file("w.safetensors", safeTensors(header))
        let tensor = try #require(try StateDictionary(contentsOf: path)["w"])
        #expect(tensor.shape == [2, 8] && tensor.dtype == .uint8)
        #expect(try bytes(of: tensor) == bytesOfFour)
    }

    @Test("limits on names and on the number of tensors hold")
    func keepsLimits() throws {
        let limits = ReadLimits(maxNameBytes: 3)
        let long = safeTensors("{\"long\":\(Self.entry)}")
        try expectSafeTensorsRefused(long, .invalidName, mentions: "4 bytes", limits: limits)
        let name = String(repeating: "n", count: 1025)
        try expectSafeTensorsRefused(safeTensors("{\"\(name)\":\(Self.entry)}"), .invalidName)
        try expectSafeTensorsRefused(
            safeTensors("{\"w\":\(Self.entry),\"v\":\(Self.entry)}"), .limitExceeded,
            mentions: "maxMembers", limits: ReadLimits(maxMembers: 1))
    }
}
