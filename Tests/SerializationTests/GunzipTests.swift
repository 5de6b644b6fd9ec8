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

    private func read(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        return try FileBytes.read(from: directory.file("packed.gz", bytes), limits: limits)
    }

    @Test func unpacksWhatGzipPacked() throws {
        #expect(try read(Self.packed) == Self.unpacked)
        #expect(try read(Self.zeros) == [UInt8](repeating: 0, count: 5000))
        #expect(try read(Self.nothing) == [])
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
        #expect(throws: SerializationError.self) { try read(Self.packed + [0]) }
        #expect(throws: SerializationError.self) { try read(Self.packed + Self.packed) }
    }

    @Test func aBombStopsAtTheLimit() {
        #expect(
            errorText { _ = try read(Self.zeros, limits: ReadLimits(maxBytes: 100)) }
                .contains("expected at most 100 bytes once unpacked; got more."))
    }
}
