import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

/// The files of tools/fixtures/images.py, and what Pillow reads in them.
struct PNGTests {
    let directory: TemporaryDirectory
    let images: StateDictionary

    init() throws {
        directory = try TemporaryDirectory()
        images = try NPZ.read(from: fixturePath("Images/png.npz"))
    }

    private func read(_ bytes: [UInt8]) throws -> Tensor {
        try PNG.read(from: directory.file("image.png", bytes))
    }

    private func file(_ kind: String) throws -> [UInt8] {
        try #require(images["\(kind).file"]).toArray(as: UInt8.self)
    }

    @Test(arguments: [
        "grey1", "grey2", "grey4", "grey8", "grey_alpha", "rgb", "rgb_alpha", "palette2",
        "palette8",
    ])
    func readsWhatPillowReads(kind: String) throws {
        let expected = try #require(images["\(kind).planes"])
        #expect(try Bits(read(file(kind))) == Bits(expected))
    }

    /// Every byte is covered by a checksum or a length.
    @Test func noFlippedBitPasses() throws {
        let bytes = try file("grey1")
        for position in bytes.indices {
            var damaged = bytes
            damaged[position] ^= 1 << UInt8(position % 8)
            #expect(throws: SerializationError.self, "byte \(position)") { try read(damaged) }
        }
    }

    @Test func everyCutIsSeen() throws {
        let bytes = try file("grey1")
        for count in bytes.indices {
            #expect(throws: SerializationError.self, "\(count) bytes") {
                try read(Array(bytes[..<count]))
            }
        }
        #expect(throws: SerializationError.self) { try read(bytes + [0]) }
    }

    /// A file with another header, whose checksum is right.
    private func refusal(_ change: (inout [UInt8]) -> Void) throws -> String {
        var bytes = try file("grey8")
        var chunk = Array(bytes[12..<29])
        change(&chunk)
        var sum = CRC32()
        sum.add(chunk)
        bytes.replaceSubrange(12..<29, with: chunk)
        bytes.replaceSubrange(29..<33, with: withUnsafeBytes(of: sum.value.bigEndian, Array.init))
        return errorText { _ = try read(bytes) }
    }

    @Test func refusesWhatItDoesNotRead() throws {
        // Behind the name come width, height, depth, colour, and three more.
        #expect(try refusal { $0[12] = 16 }.contains("got 16 bits."))
        #expect(try refusal { $0[16] = 1 }.contains("got 8 bits, interlaced."))
        #expect(try refusal { $0[13] = 5 }.contains("expected a header by the specification"))
        #expect(try refusal { $0[7] = 0 }.contains("expected a header by the specification"))
        // More rows than the data have, and more than any memory has.
        #expect(try refusal { $0[11] = 12 }.contains("expected 168 bytes with the checksum"))
        #expect(try refusal { $0[8] = 0x7F }.contains("bytes; got 13 × "))
        #expect(
            try refusal { $0[3] = UInt8(ascii: "X") }.contains("expected the chunks of the spec"))
        #expect(try refusal { $0[13] = 3 }.contains("expected a palette with a colour for each"))
        #expect(errorText { _ = try read([1, 2, 3]) }.contains("which starts with \\x89PNG"))
    }
}
