import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct NPYHeaderTests {
    @Test(
        "row 50: shapes that overflow are refused without a trap",
        arguments: [
            "(4294967296, 4294967296)", "(9223372036854775807, 2)", "(100000000000000000000000,)",
            "(9223372036854775808,)", "(9223372036854775807,)", "(2305843009213693952,)",
            "(18446744073709551617,)",
        ])
    func refusesOverflow(shape: String) throws {
        try expectArrayRefused(npy(shape: shape), .malformed, mentions: "overflows")
    }

    @Test(
        "row 51: sizes that overflow are refused beside a zero too",
        arguments: [
            "(0, 9223372036854775807, 9223372036854775807)",
            "(9223372036854775807, 9223372036854775807, 0)",
        ])
    func refusesOverflowBesideZero(shape: String) throws {
        try expectArrayRefused(npy(shape: shape, data: []), .malformed, mentions: "overflows")
    }

    @Test("row 55: 65 dimensions are refused")
    func refusesManyDimensions() throws {
        let shape = "(4, \(String(repeating: "1, ", count: 64)))"
        try expectArrayRefused(npy(shape: shape), .malformed, mentions: "65")
    }

    @Test("65 dimensions are refused when saving")
    func refusesSavingManyDimensions() throws {
        let directory = try TemporaryDirectory()
        let tensor = try tensor([Int](repeating: 1, count: 65), .uint8, [1])
        expectError(.malformed, mentions: "65") {
            try NPY.write(tensor, to: directory.file("w.npy"))
        }
        #expect(try directory.names.isEmpty)
    }
}
