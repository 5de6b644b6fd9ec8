/// The bytes of a pickle, front to back.
struct PickleInput {
    private let bytes: LittleEndianBytes
    let site: ErrorSite
    /// Where the next byte is.
    private(set) var position = 0

    init(_ bytes: [UInt8], site: ErrorSite) {
        self.bytes = LittleEndianBytes(bytes)
        self.site = site
    }

    /// Whether every byte was taken.
    var isAtEnd: Bool { position == bytes.bytes.count }

    /// The next `count` bytes.
    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count <= bytes.bytes.count - position else {
            throw site.error(
                .malformed, expected: "\(count) more bytes at byte \(position) of the pickle",
                got: "\(bytes.bytes.count - position)", advice: "The file is damaged.")
        }
        defer { position += count }
        return bytes.bytes[position..<(position + count)]
    }

    mutating func byte() throws -> UInt8 {
        let start = position
        _ = try take(1)
        return bytes.bytes[start]
    }

    /// An unsigned integer of `byteCount` bytes, at most 4.
    mutating func unsigned(_ byteCount: Int) throws -> Int {
        let start = position
        _ = try take(byteCount)
        return Int(bytes.integer(at: start, byteCount: byteCount))
    }

    mutating func int32() throws -> Int {
        Int(Int32(truncatingIfNeeded: try unsigned(4)))
    }

    /// A length of one byte, and a signed integer of so many bytes.
    mutating func long() throws -> Int {
        let count = try unsigned(1)
        guard count <= 8 else {
            throw site.error(
                .unsupported, expected: "integers of 64 bits at byte \(position) of the pickle",
                got: "one of \(count) bytes")
        }
        guard count > 0 else { return 0 }
        let start = position
        _ = try take(count)
        let unused = 64 - 8 * count
        return Int(
            Int64(bitPattern: bytes.integer(at: start, byteCount: count) << unused) >> unused)
    }

    /// A float64 with its first byte first.
    mutating func real() throws -> Double {
        Double(bitPattern: try take(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// A length of four bytes, and so much text.
    mutating func text() throws -> String {
        let count = try unsigned(4)
        return try string(take(count))
    }

    /// Text up to the end of the line.
    mutating func line() throws -> String {
        // No name that is known is longer; a name that is not known is only shown.
        let limit = 1024
        let line = bytes.bytes[position...].prefix(limit).prefix { $0 != UInt8(ascii: "\n") }
        _ = try take(line.count + 1)
        return try string(line)
    }

    private func string(_ bytes: ArraySlice<UInt8>) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw site.error(
                .malformed, expected: "text in UTF-8 before byte \(position) of the pickle",
                got: printable(bytes.prefix(40)))
        }
        return text
    }
}
