import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct JSONTextTests {
    private func named(_ name: [UInt8]) -> [UInt8] {
        let header =
            Array("{\"".utf8) + name
            + Array("\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16]}}".utf8)
        return littleEndian(header.count, 8) + header + bytesOfFour
    }

    @Test(
        "escapes stand for what JSON says",
        arguments: [
            (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u0041\u00e9\u00E9"#, "Aéé"),
            (#"\ud83d\ude00"#, "😀"), (#"\uFFFF\u0000"#, "\u{FFFF}\0"), ("é層😀", "é層😀"), ("", ""),
        ])
    func readsEscapes(text: String, name: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.safetensors", named(Array(text.utf8)))
        let keys = try StateDictionary(contentsOf: path).keys
        #expect(keys.map { Array($0.utf8) } == [Array(name.utf8)])
    }

    @Test(
        "other escapes, halves of pairs and control characters are refused",
        arguments: [
            #"\x41"#, #"\'"#, #"\0"#, #"\u"#, #"\u12"#, #"\u12g4"#, #"\u+123"#, #"\ud83d"#,
            #"\ud83dx"#, #"\ud83d\n"#, #"\ud83d\u0041"#, #"\ude00"#, #"\ud83d\ud83d"#, "a\nb",
            "a\0b",
            "\t", "\\",
        ])
    func refusesOtherStrings(text: String) throws {
        try expectSafeTensorsRefused(named(Array(text.utf8)), .malformed)
    }

    @Test(
        "text that is not UTF-8 is refused",
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]])
    func refusesOtherEncodings(bytes: [UInt8]) throws {
        try expectSafeTensorsRefused(named(bytes), .malformed, mentions: "UTF-8")
    }

    @Test(
        "sizes are whole numbers in plain digits",
        arguments: [
            "-1", "-0", "+16", "16.0", "1.6e1", "016", "00", "0x10", "1_6", "\"16\"", "true",
            "null", "", " ", "16,", ",16", "16 16", "9223372036854775808", "1e400",
            "100000000000000000000000",
        ])
    func refusesOtherNumbers(size: String) throws {
        for (shape, offsets) in [("[\(size)]", "[0,16]"), ("[16]", "[0,\(size)]")] {
            let header = "{\"w\":{\"dtype\":\"U8\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
            try expectSafeTensorsRefused(safeTensors(header), .malformed)
        }
    }
}
