public import TensorCore

/// The PNG format: one image in one file, as its 8-bit samples.
///
/// Read are grey levels and palettes of 1 to 8 bits, and colours of 8, each with or without alpha
/// where the format has it; not interlaced images, and none of 16 bits. Levels of fewer than 8 bits
/// are scaled to 0…255, and palettes become colours. What a file says on gamma, transparency of
/// single colours and the like is left alone.
///
/// Every checksum is compared: a damaged file is refused.
///
/// Source: PNG Specification (Third Edition), W3C 2025.
public enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The image in the file at `path`.
    ///
    /// Shape: uint8 [channels, height, width]: grey, grey and alpha, red green blue, or these and
    /// alpha
    ///
    /// - Throws: `SerializationError`.
    public static func read(from path: String, limits: ReadLimits = ReadLimits()) throws -> Tensor {
        let site = ErrorSite(operation: "read", path: path)
        let bytes = try FileBytes.read(from: path, limits: limits)
        guard bytes.starts(with: signature) else {
            throw site.error(
                .malformed, expected: "a PNG file, which starts with \\x89PNG",
                got: printable(bytes.prefix(8)))
        }
        var (header, palette, packed): (PNGHeader?, [UInt8], [UInt8]) = (nil, [], [])
        var chunks = PNGChunks(bytes, at: signature.count, site)
        while let (name, content) = try chunks.next() {
            switch name {
            case "IHDR": header = try PNGHeader(content, site)
            case "PLTE": palette = Array(content)
            case "IDAT": packed += content
            // A small first letter says that the image may be read without.
            case _ where name.utf8.first.map { $0 & 0x20 == 0 } ?? true:
                throw site.error(
                    .unsupported, expected: "the chunks of the specification", got: printable(name))
            default: break
            }
        }
        guard let header else {
            throw site.error(.malformed, expected: "a header, IHDR", got: "none")
        }
        guard header.byteCount <= limits.maxBytes else {
            throw site.error(
                .limitExceeded, expected: "at most \(limits.maxBytes) bytes",
                got: "\(header.width) × \(header.height)")
        }
        let rows = try Gunzip.inflate(packed, byteCount: header.filteredByteCount, site: site)
        let pixels = try PNGPixels(rows, header, palette, site)
        do {
            return try Tensor(pixels.planes, shape: [pixels.channels, header.height, header.width])
        } catch { throw site.outOfMemory(error, byteCount: pixels.planes.count) }
    }
}

/// The parts of a PNG file, up to its last.
struct PNGChunks {
    private let bytes: [UInt8]
    private let site: ErrorSite
    private var position: Int
    private var isOver = false

    init(_ bytes: [UInt8], at position: Int, _ site: ErrorSite) {
        (self.bytes, self.position, self.site) = (bytes, position, site)
    }

    /// The next chunk; nil once IEND has come, which must be the file's end.
    mutating func next() throws -> (name: String, content: ArraySlice<UInt8>)? {
        guard !isOver else { return nil }
        // Length, name, content, and the checksum of both.
        let length = try integer(at: position)
        let (start, end) = (position + 8, position + 8 + length)
        let sum = try integer(at: end)
        var found = CRC32()
        found.add(bytes[position + 4..<end])
        guard sum == Int(found.value) else {
            throw site.error(
                .corrupt, expected: "chunks with their checksums", got: "another checksum",
                advice: "The file is damaged.")
        }
        let name = String(decoding: bytes[position + 4..<start], as: UTF8.self)
        position = end + 4
        guard name == "IEND" else { return (name, bytes[start..<end]) }
        guard position == bytes.count else {
            throw site.error(
                .malformed, expected: "the end of the file behind IEND", got: "more bytes")
        }
        isOver = true
        return nil
    }

    /// Four bytes, the first the highest, at a place that is checked; the sum of a place and a
    /// number of 32 bits does not overflow.
    private func integer(at place: Int) throws -> Int {
        guard place + 4 <= bytes.count else {
            throw site.error(
                .malformed, expected: "chunks up to IEND", got: "the end of the file",
                advice: "The file is cut off.")
        }
        return bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
