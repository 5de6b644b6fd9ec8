/// A source file taken apart: Swift, or C, which has the same comments and strings.
struct SourceText {
    /// The code: comments are blank, so lines keep their numbers.
    private(set) var code = ""
    /// The code with the contents of strings blank too.
    private(set) var codeWithoutStrings = ""
    /// The comments.
    private(set) var comments = ""

    init(_ text: String) {
        var rest = Substring(text)
        while !rest.isEmpty {
            if rest.hasPrefix("//") {
                take(rest.prefix { !$0.isNewline }, from: &rest, asComment: true)
            } else if rest.hasPrefix("/*") {
                take(Self.blockComment(rest), from: &rest, asComment: true)
            } else if let string = Self.string(rest) {
                code += string
                codeWithoutStrings += Self.blank(string)
                comments += Self.blank(string)
                rest.removeFirst(string.count)
            } else {
                take(rest.prefix(1), from: &rest, asComment: false)
            }
        }
    }

    private mutating func take(_ part: Substring, from rest: inout Substring, asComment: Bool) {
        code += asComment ? Self.blank(part) : String(part)
        codeWithoutStrings += asComment ? Self.blank(part) : String(part)
        comments += asComment ? String(part) : Self.blank(part)
        rest.removeFirst(part.count)
    }

    /// As many blanks, and the line ends.
    private static func blank(_ text: Substring) -> String {
        String(text.map { $0.isNewline ? $0 : " " })
    }

    /// A comment in blocks, which may hold others.
    private static func blockComment(_ text: Substring) -> Substring {
        var depth = 0
        var index = text.startIndex
        while index < text.endIndex {
            let rest = text[index...]
            if rest.hasPrefix("/*") {
                depth += 1
                index = text.index(index, offsetBy: 2)
            } else if rest.hasPrefix("*/") {
                depth -= 1
                index = text.index(index, offsetBy: 2)
                if depth == 0 { return text[..<index] }
            } else {
                index = text.index(after: index)
            }
        }
        return text
    }

    /// The string literal that `text` begins with, if it begins with one: `"…"`, `"""…"""`, and
    /// either between `#`.
    private static func string(_ text: Substring) -> Substring? {
        let marks = text.prefix { $0 == "#" }
        let body = text.dropFirst(marks.count)
        guard body.first == "\"" else { return nil }
        let quotes = body.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        let end = quotes + marks
        let escape = "\\" + marks
        var index = text.index(text.startIndex, offsetBy: marks.count + quotes.count)
        while index < text.endIndex {
            let rest = text[index...]
            if rest.hasPrefix(escape) {
                index =
                    text.index(index, offsetBy: escape.count + 1, limitedBy: text.endIndex)
                    ?? text.endIndex
            } else if rest.hasPrefix(end) {
                return text[..<text.index(index, offsetBy: end.count)]
            } else {
                index = text.index(after: index)
            }
        }
        return text
    }
}
