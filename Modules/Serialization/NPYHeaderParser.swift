/// Reads the dictionary literal that is a `.npy` header: `{'descr': '<f4', 'fortran_order': False,
/// 'shape': (3, 4), }`.
///
/// It accepts what NumPy writes, in any order and spacing, with either quote, and Python 2's `4L`.
/// Everything else that Python would evaluate is refused: nothing is evaluated here. One pass over
/// the bytes, without recursion, so nested brackets cost nothing.
struct NPYHeaderParser {
    private let bytes: [UInt8]
    private let site: ErrorSite
    private var position = 0

    private var descriptor: NPYDescriptor?
    private var isFortranOrder: Bool?
    private var shape: [Int]?

    /// The header that `bytes` spell.
    static func parse(_ bytes: [UInt8], site: ErrorSite) throws -> NPYHeader {
        var parser = NPYHeaderParser(bytes: bytes, site: site)
        return try parser.parseDictionary()
    }

    private init(bytes: [UInt8], site: ErrorSite) {
        self.bytes = bytes
        self.site = site
    }

    private mutating func parseDictionary() throws -> NPYHeader {
        try expect("{")
        while !accept("}") {
            try parseItem()
            if !accept(",") {
                try expect("}")
                break
            }
        }
        skipSpace()
        guard position == bytes.count else { throw unexpected("nothing after the dictionary") }
        guard let descriptor, let isFortranOrder, let shape else {
            throw site.error(
                .malformed, expected: "the keys 'descr', 'fortran_order' and 'shape'",
                got: printable(bytes))
        }
        return try NPYHeader(
            descriptor: descriptor, isFortranOrder: isFortranOrder, shape: shape, site: site)
    }

    private mutating func parseItem() throws {
        guard let key = parseString() else { throw unexpected("a quoted key") }
        try expect(":")
        switch key {
        case "descr" where descriptor == nil: descriptor = try parseDescriptor()
        case "fortran_order" where isFortranOrder == nil: isFortranOrder = try parseBool()
        case "shape" where shape == nil: shape = try parseShape()
        default:
            throw site.error(
                .malformed, expected: "the keys 'descr', 'fortran_order' and 'shape', once each",
                got: "another \(printable(key))")
        }
    }

    private mutating func parseDescriptor() throws -> NPYDescriptor {
        skipSpace()
        if peek() == UInt8(ascii: "[") {
            throw site.error(
                .unsupportedDType, expected: "an array of plain numbers",
                got: "a structured dtype \(printable(bytes[position...]))",
                advice: "Save each field as an array of its own; a field of objects needs pickle, "
                    + "which can run code from the file.")
        }
        let start = position
        guard let text = parseString() else {
            throw site.error(
                .unsupportedDType, expected: "a dtype such as '<f4'",
                got: printable(bytes[start...].prefix(40)))
        }
        guard let descriptor = NPYDescriptor(text) else {
            throw site.error(
                .unsupportedDType,
                expected:
                    "a dtype among b1, u1 to u8, i1 to i8, f2, f4 and f8, with its byte order",
                got: "dtype \(printable(text))", advice: NPYDescriptor.advice(for: text))
        }
        return descriptor
    }

    private mutating func parseBool() throws -> Bool {
        if acceptWord("True") { return true }
        if acceptWord("False") { return false }
        throw unexpected("True or False for 'fortran_order'")
    }

    /// A tuple of sizes; `(3)` is not one in Python, `(3,)` is.
    private mutating func parseShape() throws -> [Int] {
        var sizes: [Int] = []
        try expect("(")
        while !accept(")") {
            sizes.append(try parseSize())
            if accept(",") { continue }
            guard sizes.count > 1 else { throw unexpected("a comma after the only size") }
            try expect(")")
            break
        }
        return sizes
    }

    private mutating func parseSize() throws -> Int {
        skipSpace()
        let start = position
        var size = 0
        while let digit = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
            let (tens, overflows) = size.multipliedReportingOverflow(by: 10)
            let (sum, carries) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            guard !overflows, !carries else {
                throw site.error(
                    .malformed, expected: "sizes below 2^63",
                    got: "\(printable(bytes[start...].prefix(40))), which overflows")
            }
            size = sum
            position += 1
        }
        let digits = position - start
        guard digits > 0, digits == 1 || bytes[start] != UInt8(ascii: "0") else {
            position = start
            throw unexpected("a size in plain decimal digits")
        }
        if peek() == UInt8(ascii: "L") { position += 1 }
        return size
    }

    /// The text between two equal quotes, or nil. An escape ends it: no honest header has one.
    private mutating func parseString() -> String? {
        skipSpace()
        guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            return nil
        }
        let text = bytes[(position + 1)...].prefix {
            $0 != quote && $0 != UInt8(ascii: "\\") && $0 >= 0x20
        }
        guard text.endIndex < bytes.count, bytes[text.endIndex] == quote else { return nil }
        position = text.endIndex + 1
        return String(decoding: text, as: UTF8.self)
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func acceptWord(_ word: String) -> Bool {
        skipSpace()
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard accept(character) else { throw unexpected("'\(character)'") }
    }

    private func unexpected(_ expected: String) -> SerializationError {
        site.error(
            .malformed, expected: "\(expected) in the header, at byte \(position)",
            got: position < bytes.count
                ? printable(bytes[position...].prefix(40)) : "its end",
            advice: "The header must be the dictionary that NumPy writes.")
    }
}
