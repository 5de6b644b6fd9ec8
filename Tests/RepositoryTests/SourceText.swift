/// A source file taken apart: Swift, or C, which has the same comments and strings.
///
/// Each part has blanks in the place of the others, so lines keep their numbers.
struct SourceText {
    /// The code, strings included.
    let code: String
    /// The code without the contents of strings.
    let codeWithoutStrings: String
    /// The comments.
    let comments: String

    private enum Part { case code, string, comment }

    init(_ text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        var parts: [(part: Part, range: Range<Int>)] = []
        while scanner.position < scanner.bytes.count {
            let start = scanner.position
            let part: Part =
                scanner.skipsComment() ? .comment : scanner.skipsString() ? .string : .code
            if part == .code { scanner.position += 1 }
            parts.append((part, start..<scanner.position))
        }
        func show(_ shown: Set<Part>) -> String {
            var bytes = scanner.bytes
            for (part, range) in parts where !shown.contains(part) {
                for index in range where bytes[index] != Byte.newline { bytes[index] = Byte.space }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        code = show([.code, .string])
        codeWithoutStrings = show([.code])
        comments = show([.comment])
    }
}

private enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let mark = UInt8(ascii: "#")
    static let backslash = UInt8(ascii: "\\")
}

/// Goes through the bytes of a source.
private struct Scanner {
    private static let line = Array("//".utf8)
    private static let opening = Array("/*".utf8)
    private static let closing = Array("*/".utf8)

    let bytes: [UInt8]
    var position = 0

    private func has(_ text: [UInt8], at index: Int) -> Bool {
        index + text.count <= bytes.count && bytes[index..<index + text.count].elementsEqual(text)
    }

    /// Goes past the comment that begins here, if one does.
    mutating func skipsComment() -> Bool {
        if has(Self.line, at: position) {
            while position < bytes.count, bytes[position] != Byte.newline { position += 1 }
            return true
        }
        guard has(Self.opening, at: position) else { return false }
        var depth = 0
        repeat {
            if has(Self.opening, at: position) {
                depth += 1
                position += 2
            } else if has(Self.closing, at: position) {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < bytes.count
        return true
    }

    /// Goes past the string that begins here, if one does: `"…"`, `"""…"""`, and either between
    /// `#`.
    mutating func skipsString() -> Bool {
        var start = position
        while start < bytes.count, bytes[start] == Byte.mark { start += 1 }
        guard start < bytes.count, bytes[start] == Byte.quote else { return false }
        let marks = [UInt8](repeating: Byte.mark, count: start - position)
        let three = [UInt8](repeating: Byte.quote, count: 3)
        let quotes = has(three, at: start) ? three : [Byte.quote]
        let escape = [Byte.backslash] + marks
        let end = quotes + marks
        position = start + quotes.count
        while position < bytes.count {
            if has(escape, at: position) {
                position = min(position + escape.count + 1, bytes.count)
            } else if has(end, at: position) {
                position += end.count
                break
            } else {
                position += 1
            }
        }
        return true
    }
}
