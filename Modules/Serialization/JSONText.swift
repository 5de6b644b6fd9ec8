/// The pieces of JSON that a `.safetensors` header is made of, read front to back.
struct JSONText {
    private let bytes: [UInt8]
    private let site: ErrorSite
    private var position = 0

    init(_ bytes: [UInt8], site: ErrorSite) {
        self.bytes = bytes
        self.site = site
    }

    /// Whether an object is the very first thing.
    var startsWithBrace: Bool { bytes.first == UInt8(ascii: "{") }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == bytes.count
        }
    }

    /// An object: `body` is called after each key and colon, and reads the value.
    mutating func forEachKey(_ body: (inout JSONText, String) throws -> Void) throws {
        try expect("{")
        if accept("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try body(&self, key)
        } while accept(",")
        try expect("}")
    }

    /// An array of whole numbers that are not negative.
    mutating func sizes() throws -> [Int] {
        var sizes: [Int] = []
        try expect("[")
        if accept("]") { return sizes }
        repeat { sizes.append(try size()) } while accept(",")
        try expect("]")
        return sizes
    }

    private mutating func size() throws -> Int {
        skipSpace()
        let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
        guard let first = digits.first, first != 0x30 || digits.count == 1 else {
            throw unexpected("a whole number of at least 0 in plain digits")
        }
        var size = 0
        for digit in digits {
            let (tens, overflows) = size.multipliedReportingOverflow(by: 10)
            let (sum, carries) = tens.addingReportingOverflow(Int(digit - 0x30))
            guard !overflows, !carries else { throw unexpected("numbers below 2^63") }
            size = sum
        }
        position = digits.endIndex
        return size
    }

    /// A string.
    mutating func string() throws -> String {
        try expect("\"")
        var text: [UInt8] = []
        while true {
            // What needs no attention is taken in one piece.
            let plain = bytes[position...].prefix {
                $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            text += plain
            position = plain.endIndex
            guard position < bytes.count else { throw unexpected("the end of a string") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw site.error(
                        .malformed, expected: "strings in UTF-8 in the header",
                        got: printable(text))
                }
                return string
            case UInt8(ascii: "\\"): text += Array(try escape().utf8)
            default: throw unexpected("no control characters in strings")
            }
        }
    }

    /// What an escape stands for.
    private mutating func escape() throws -> String {
        let start = position
        position += 1
        let letter = position < bytes.count ? bytes[position] : 0
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return String(UnicodeScalar(letter))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            if let scalar = unicodeEscape() { return String(scalar) }
        default: break
        }
        position = start
        throw unexpected("an escape that JSON has")
    }

    /// The scalar of four digits, or of two times four, the halves of a pair, after `\u`.
    private mutating func unicodeEscape() -> UnicodeScalar? {
        guard let high = hexadecimal() else { return nil }
        guard (0xD800..<0xDC00).contains(high) else { return UnicodeScalar(high) }
        guard bytes[position...].starts(with: "\\u".utf8) else { return nil }
        position += 2
        guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return nil }
        return UnicodeScalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit })
        else { return nil }
        position += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard accept(character) else { throw unexpected("'\(character)'") }
    }

    /// The error for something else at this place.
    func unexpected(_ expected: String) -> SerializationError {
        site.error(
            .malformed, expected: "\(expected) in the header, at byte \(position)",
            got: position < bytes.count
                ? printable(bytes[position...].prefix(40)) : "its end",
            advice: "The header must be the JSON that safetensors writes.")
    }
}
