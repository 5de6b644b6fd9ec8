import Serialization
import TestSupport
import Testing

struct GunzipTests {
    /// An IDX file of 18 bytes, by Python 3.13: `gzip.compress(…, mtime=0)`.
    static let packed: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 224, 96, 98, 96, 96, 0, 97, 102, 70, 38, 102, 22,
        214, 255, 0, 240, 222, 95, 33, 18, 0, 0, 0,
    ]
    static let unpacked: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255]

    /// 5,000 zeros, and nothing.
    private static let zeros: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 49, 1, 0, 0, 0, 194, 160, 245, 79, 109, 10, 63,
        160, 0, 0, 0, 0, 128, 183, 1, 168, 14, 229, 216, 136, 19, 0, 0,
    ]
    private static let nothing: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]

    /// `packed`, packed once more.
    private static let twice: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 147, 239, 230, 96, 0, 1, 38, 230, 228, 132, 7, 9, 73, 9, 9,
        12, 137, 105, 110, 106, 105, 98, 215, 254, 51, 124, 184, 23, 175, 40, 4, 148, 2, 0, 255,
        211, 63, 52, 35, 0, 0, 0,
    ]

    private func read(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        return try FileBytes.read(from: directory.file("packed.gz", bytes), limits: limits)
    }

    @Test func unpacksWhatGzipPacked() throws {
        #expect(try read(Self.packed) == Self.unpacked)
        #expect(try read(Self.zeros) == [UInt8](repeating: 0, count: 5000))
        #expect(try read(Self.nothing) == [])
    }

    /// However often it was packed: else a file of a few bytes takes seconds before any is counted.
    @Test func unpacksOneLayer() throws {
        #expect(try read(Self.twice) == Self.packed)
    }

    /// Some bits say nothing, as those of the time or behind the end of the deflated data; no other
    /// bytes ever come out.
    @Test func noFlippedBitGivesOtherBytes() throws {
        for position in Self.packed.indices where position > 2 {
            for bit in 0..<8 {
                var bytes = Self.packed
                bytes[position] ^= 1 << UInt8(bit)
                if let found = try? read(bytes) {
                    #expect(found == Self.unpacked, "byte \(position), bit \(bit)")
                }
            }
        }
    }

    @Test func everyCutIsSeen() {
        for count in 3..<Self.packed.count {
            #expect(throws: SerializationError.self, "\(count) bytes") {
                try read(Array(Self.packed[..<count]))
            }
        }
        for count in 3..<Self.nothing.count {
            #expect(throws: SerializationError.self, "\(count) bytes of nothing") {
                try read(Array(Self.nothing[..<count]))
            }
        }
        // Zeros at the end are the checksum of nothing.
        let zeros = [UInt8](repeating: 0, count: 15)
        #expect(throws: SerializationError.self) { try read(Self.packed[..<3] + zeros) }
        #expect(throws: SerializationError.self) { try read(Self.packed[..<14] + zeros) }
        #expect(throws: SerializationError.self) { try read(Self.packed + [0]) }
        #expect(throws: SerializationError.self) { try read(Self.packed + Self.packed) }
    }

    @Test func aBombStopsAtTheLimit() {
        #expect(
            errorText { _ = try read(Self.zeros, limits: ReadLimits(maxBytes: 100)) }
                .contains("expected at most 100 bytes once unpacked; got more."))
    }
}
