import Serialization
import TensorCore

/// Cuts text into rows of fields.
///
/// Source: RFC 4180, and beyond it: lines may end in LF alone, and empty lines are skipped.
struct CSVParser {
    /// The bytes of all fields, one after the other, without quotes.
    private(set) var content: [UInt8] = []
    /// For each field where its bytes end.
    private(set) var ends: [Int] = []
    /// For each row how many fields came before it, and its first line, counted from 1.
    private(set) var rows: [(firstField: Int, line: Int)] = []

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let comment: UInt8?
    private let source: CSVSource
    private var position = 0
    private var line = 1

    private static let (quote, lineFeed, carriageReturn) = (
        UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")
    )
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ bytes: [UInt8], _ options: CSVOptions, _ source: CSVSource) throws {
        let reserved = [Self.quote, Self.lineFeed, Self.carriageReturn]
        guard let delimiter = options.delimiter.asciiValue, !reserved.contains(delimiter) else {
            throw TensorError(
                .value, "CSV", expected: "an ASCII character as delimiter, and no quote",
                got: String(options.delimiter).debugDescription)
        }
        if let comment = options.comment {
            guard let byte = comment.asciiValue, byte != delimiter, !reserved.contains(byte) else {
                throw TensorError(
                    .value, "CSV",
                    expected: "an ASCII character as comment, and neither delimiter nor quote",
                    got: String(comment).debugDescription)
            }
        }
        self.bytes = bytes
        self.delimiter = delimiter
        comment = options.comment?.asciiValue
        self.source = source
        if bytes.starts(with: Self.byteOrderMark) { position = 3 }
    }

    /// Reads to the end.
    mutating func parse() throws {
        while position < bytes.count {
            if endLine() { continue }
            if bytes[position] == comment {
                while position < bytes.count, bytes[position] != Self.lineFeed { position += 1 }
                continue
            }
            rows.append((ends.count, line))
            repeat { try parseField() } while skip(delimiter)
            guard position == bytes.count || endLine() else {
                throw source.error(
                    line: line,
                    expected: "a delimiter or the end of the line behind a quoted field",
                    got: "another character", advice: "Inside quotes a quote is written twice.")
            }
        }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Goes behind the end of a line, if one is here.
    private mutating func endLine() -> Bool {
        if position + 1 < bytes.count, bytes[position] == Self.carriageReturn,
            bytes[position + 1] == Self.lineFeed
        {
            position += 2
        } else if !skip(Self.lineFeed) {
            return false
        }
        line += 1
        return true
    }

    private mutating func parseField() throws {
        if skip(Self.quote) { try parseQuoted() } else { try parsePlain() }
        ends.append(content.count)
    }

    private mutating func parsePlain() throws {
        let start = position
        while position < bytes.count, bytes[position] != delimiter, bytes[position] != Self.lineFeed
        {
            guard bytes[position] != Self.quote else {
                throw source.error(
                    line: line, expected: "quotes around a whole field, or none",
                    got: "one within", advice: "Quote the field, and write the quote twice.")
            }
            position += 1
        }
        var end = position
        let endsLine = position == bytes.count || bytes[position] == Self.lineFeed
        if endsLine, end > start, bytes[end - 1] == Self.carriageReturn {
            end -= 1
            if position < bytes.count { position -= 1 }
        }
        content += bytes[start..<end]
    }

    private mutating func parseQuoted() throws {
        let first = line
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == Self.lineFeed { line += 1 }
            if byte == Self.quote, !skip(Self.quote) { return }
            content.append(byte)
        }
        throw source.error(
            line: first, expected: "a quote at the end of the field that begins with one",
            got: "the end of the file")
    }
}

/// Where separated values are from, for errors.
struct CSVSource: Sendable {
    let path: String?

    func error(
        line: Int, expected: String, got: String, advice: String = ""
    ) -> SerializationError {
        SerializationError(
            operation: "read", path: path, code: .malformed, expected: "\(expected), line \(line)",
            got: got, advice: advice)
    }
}
