import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

/// Every shape of interest: scalars, no elements, one, some, and as many dimensions as NumPy has.
let interestingShapes: [[Int]] = [
    [], [0], [1], [7], [0, 3], [3, 0, 2], [1, 1], [2, 3, 4], [130, 70],
    [2] + [Int](repeating: 1, count: 62) + [3],
]

@Suite struct NPYTests {
    @Test("every dtype and shape comes back bit by bit", arguments: DType.allCases)
    func roundTrips(dtype: DType) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npy")
        for shape in interestingShapes where dtype != .bfloat16 {
            let tensor = try patterned(shape, dtype)
            try NPY.write(tensor, to: path)
            #expect(try Bits(NPY.read(from: path)) == Bits(tensor))
        }
    }

    @Test(
        "row 63: NaN payloads, negative zeros, denormals and infinities keep their bits",
        arguments: [
            (
                DType.float16,
                [0x7E01, 0xFE00, 0x7D55, 0x8000, 1, 0x7C00, 0xFC00, 0x7BFF] as [UInt64]
            ),
            (
                .float32,
                [0x7FC0_0001, 0xFFC0_0000, 0x7FA0_0000, 0x8000_0000, 1, 0x7F80_0000, 0x7F80_0001]
            ),
            (.float64, [0x7FF8_0000_0000_0001, 0x7FF4_0000_0000_0000, 1 << 63, 1, 0x7FF << 52]),
        ])
    func keepsSpecialValues(dtype: DType, patterns: [UInt64]) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npy")
        let bytes = patterns.flatMap { littleEndian($0, dtype.byteCount) }
        let tensor = try tensor([patterns.count], dtype, bytes)
        try NPY.write(tensor, to: path)
        #expect(try Bits(NPY.read(from: path)) == Bits(tensor))
    }

    @Test("rows 61 to 63: NumPy's own files are read bit by bit")
    func readsForeignFiles() throws {
        let lines = try fixtureLines("manifest.txt").filter {
            $0[0] == "holds" && $0[1].hasSuffix(".npy")
        }
        #expect(lines.count == 12)
        for line in lines {
            #expect(
                try Bits(NPY.read(from: fixture(line[1]))) == Bits(manifestLine: line), "\(line[1])"
            )
        }
    }

    @Test("rows 57 and 58: NumPy's files of other dtypes are refused")
    func refusesForeignFiles() throws {
        let lines = try fixtureLines("manifest.txt").filter { $0[0] == "refused" }
        #expect(lines.count == 11)
        for line in lines {
            let path = fixture(line[1])
            expectError(.unsupportedDType, naming: path) { _ = try NPY.read(from: path) }
        }
    }

    @Test(
        "NumPy's files are written again with the same bytes",
        arguments: [
            "version1.npy", "scalar.npy", "size0.npy", "dimensions64.npy", "special_f4.npy",
        ])
    func writesWhatNumPyWrites(name: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file(name)
        try NPY.write(NPY.read(from: fixture(name)), to: path)
        #expect(try contents(of: path) == contents(of: fixture(name)))
    }

    @Test("a file cut at any length is refused")
    func refusesEveryTruncation() throws {
        let directory = try TemporaryDirectory()
        let whole = try contents(of: fixture("special_f8.npy"))
        for count in whole.indices {
            let path = try directory.file("w.npy", Array(whole.prefix(count)))
            expectError(.malformed, naming: path) { _ = try NPY.read(from: path) }
        }
    }
}

extension Bits {
    /// What a line of manifest.txt says that a file holds.
    init(manifestLine line: [String]) throws {
        let digits = Array(line[5].utf8)
        self.init(
            dtype: try #require(DType(name: line[3])),
            shape: line[4].split(separator: ",").compactMap { Int($0) },
            bytes: stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
            })
    }
}
