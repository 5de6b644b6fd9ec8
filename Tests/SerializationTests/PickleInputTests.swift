import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PickleInputTests {
    private func value(_ object: [UInt8]) throws -> PyTorchValue {
        let directory = try TemporaryDirectory()
        return try PyTorchFile.value(of: directory.file("w.pt", pyTorchArchive(object)))
    }

    @Test("integers of every width keep their sign")
    func readsIntegers() throws {
        let cases: [([UInt8], Int)] = [
            ([0x4B, 0xFF], 255), ([0x4D, 0xFE, 0xFF], 65534), ([0x4A, 0xFE, 0xFF, 0xFF, 0xFF], -2),
            ([0x4A, 0xFF, 0xFF, 0xFF, 0x7F], 0x7FFF_FFFF), ([0x8A, 0], 0), ([0x8A, 1, 0x80], -128),
            ([0x8A, 2, 0x80, 0], 128), ([0x8A, 3, 0xFF, 0xFF, 0xFF], -1),
            ([0x8A, 8] + [UInt8](repeating: 0xFF, count: 7) + [0x7F], .max),
            ([0x8A, 8] + [UInt8](repeating: 0, count: 7) + [0x80], .min),
        ]
        for (object, expected) in cases { #expect(try value(object).integer == expected) }
    }

    @Test("reals have their first byte first")
    func readsReals() throws {
        #expect(try value([0x47, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0]).real == 1.5)
        #expect(
            try value([0x47, 0xC0, 0, 0, 0, 0, 0, 0, 1]).real?.bitPattern == 0xC000_0000_0000_0001)
    }

    @Test("text that is cut off, or not UTF-8, is refused")
    func refusesText() throws {
        #expect(try value(Pickle.text("ü\0\n層")).text == "ü\0\n層")
        try expectPyTorchRefused(
            pyTorchArchive([0x58, 1, 0, 0, 0, 0xFF]), .malformed, mentions: "UTF-8")
        for length in [[2, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80]] as [[UInt8]] {
            try expectPyTorchRefused(
                pyTorchArchive(pickle: [0x80, 2, 0x58] + length + [0x61]), .malformed,
                mentions: "more bytes")
        }
        let long = Pickle.global(String(repeating: "m", count: 100_000), "x")
        try expectPyTorchRefused(pyTorchArchive(long), .unsupported)
    }
}
