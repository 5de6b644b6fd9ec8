import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct NPYReaderTests {
    @Test(
        "row 42: an empty file, a short one, and another magic are refused",
        arguments: [
            [], [0x93], Array(npy().prefix(7)), Array(npy().prefix(9)),
            Array("NUMPYNUMPYNUMPY".utf8),
            Array("\u{93}NUMPY\u{1}\u{0}".utf8), [UInt8](repeating: 0, count: 200),
        ])
    func refusesOtherMagic(file: [UInt8]) throws {
        try expectArrayRefused(file, .malformed, mentions: ".npy")
    }

    @Test(
        "row 43: other versions are refused",
        arguments: [
            [1, 1], [4, 0], [0, 0], [2, 1], [3, 1], [255, 0], [0, 1],
        ])
    func refusesOtherVersions(version: [UInt8]) throws {
        try expectArrayRefused(
            npy(header: "{}", version: version), .unsupported,
            mentions: "\(version[0]).\(version[1])")
    }

    @Test("row 44: a header of no bytes, or beyond the file, is refused")
    func refusesHeaderLength() throws {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }"
        try expectArrayRefused(npy(header: header, length: 0), .malformed)
        try expectArrayRefused(npy(header: header, length: 500), .malformed, mentions: "500")
        try expectArrayRefused(
            npy(header: header, length: header.utf8.count + bytesOfFour.count + 1), .malformed)
        for length in [0xFFFF_FFFF, 0x8000_0000, 10_001] {
            try expectArrayRefused(
                npy(header: header, version: [2, 0], length: length), .limitExceeded,
                mentions: "\(length)")
        }
        try expectArrayRefused(
            npy(header: header, version: [3, 0], length: 9_999), .malformed, mentions: "9999")
    }

    @Test("row 45: a header above NumPy's 10,000 bytes is refused, one of 10,000 is not")
    func limitsHeader() throws {
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }"
        let longest = text + String(repeating: " ", count: 10_000 - text.utf8.count)
        #expect(try readArray(npy(header: longest)).shape == [4])
        try expectArrayRefused(npy(header: longest + " "), .limitExceeded, mentions: "10001")
        try expectArchiveRefused(
            zipArchive([ZipTestMember()]), .limitExceeded, limits: ReadLimits(maxHeaderBytes: 20))
    }

    @Test("row 52: a shape of terabytes over 16 bytes is refused without allocating")
    func refusesHugeShape() throws {
        try expectArrayRefused(
            npy(shape: "(1000000000000,)"), .malformed, mentions: "4000000000000 bytes")
    }

    @Test("row 53: data that is short is refused", arguments: [1, 4, 16])
    func refusesShortData(missing: Int) throws {
        try expectArrayRefused(
            npy(data: bytesOfFour.dropLast(missing)), .malformed, mentions: "got \(16 - missing)")
    }

    @Test("row 54: bytes after the data are refused", arguments: [1, 4, 100])
    func refusesLongData(extra: Int) throws {
        try expectArrayRefused(
            npy(data: bytesOfFour + [UInt8](repeating: 0, count: extra)), .malformed,
            mentions: "got \(16 + extra)")
    }

    @Test("row 60: a byte other than 0 and 1 is no bool", arguments: [2, 128, 255] as [UInt8])
    func refusesOtherBools(byte: UInt8) throws {
        try expectArrayRefused(
            npy(descr: "'|b1'", data: [0, 1, byte, 1]), .malformed, mentions: "bool")
        #expect(try bytes(of: readArray(npy(descr: "'|b1'", data: [0, 1, 1, 0]))) == [0, 1, 1, 0])
    }

    @Test("row 61: big-endian and Fortran order are converted")
    func converts() throws {
        let data = (1...12).map(UInt8.init)
        let swapped = try readArray(npy(descr: "'>i2'", shape: "(6,)", data: data))
        #expect(try bytes(of: swapped) == [2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11])
        let fortran = try readArray(
            npy(descr: "'|u1'", fortranOrder: "True", shape: "(3, 4)", data: data))
        #expect(try bytes(of: fortran) == [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12])
        let both = try readArray(
            npy(descr: "'>u2'", fortranOrder: "True", shape: "(2, 3)", data: data))
        #expect(try bytes(of: both) == [2, 1, 6, 5, 10, 9, 4, 3, 8, 7, 12, 11])
    }

    @Test("row 61: Fortran order larger than one piece is converted")
    func convertsLargeFortran() throws {
        let (rows, columns) = (701, 211)
        let data = (0..<(rows * columns)).flatMap { littleEndian($0, 4) }
        let file = npy(
            descr: "'<i4'", fortranOrder: "True", shape: "(\(rows), \(columns))", data: data)
        let expected = (0..<rows).flatMap { row in
            (0..<columns).flatMap { littleEndian(row + $0 * rows, 4) }
        }
        let tensor = try readArray(file)
        #expect(try bytes(of: tensor) == expected)
    }

    @Test("row 61: Fortran order of an array without elements is read")
    func convertsEmptyFortran() throws {
        let empty = try readArray(npy(fortranOrder: "True", shape: "(3, 0, 2)", data: []))
        #expect(empty.shape == [3, 0, 2])
        #expect(try bytes(of: readArray(npy(fortranOrder: "True"))) == bytesOfFour)
    }

    @Test("data above the limit is refused before it is allocated")
    func limitsData() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npy", npy())
        #expect(try NPY.read(from: path, limits: ReadLimits(maxBytes: 16)).shape == [4])
        expectError(.limitExceeded, naming: path, mentions: "16", "15") {
            _ = try NPY.read(from: path, limits: ReadLimits(maxBytes: 15))
        }
    }

    @Test("memory that cannot be had is an error", .enabled(if: refusesTooMuchMemory))
    func reportsMissingMemory() throws {
        // A sparse file, as large as its header says: 8 TiB.
        let directory = try TemporaryDirectory()
        let path = try directory.file(
            "w.npy", npy(descr: "'|u1'", shape: "(8796093022208,)", data: []))
        let header = try contents(of: path).count
        guard truncate(path, off_t(header + 8_796_093_022_208)) == 0 else { return }
        expectError(.outOfMemory, naming: path) {
            _ = try NPY.read(from: path, limits: ReadLimits(maxBytes: .max))
        }
        expectError(.limitExceeded, naming: path) { _ = try NPY.read(from: path) }
    }
}
