public import Autograd
public import Serialization

/// A table of separated values: rows of text by the names of columns, and what numbers they are.
///
/// ```swift
/// func flowers(in path: String) throws -> TensorDataset {
///     let table = try CSV(contentsOf: path)
///     let x = try table.tensor(columns: ["sepal_length", "sepal_width"])
///     let (y, classes) = try table.labels(column: "species")
///     print(classes)
///     return try TensorDataset(x, y)
/// }
/// ```
///
/// Fields may be in quotes, and then hold delimiters, line ends, and quotes written twice. A file
/// that gzip packed is unpacked on the way. What cannot be read is named by line and column.
///
/// Source: RFC 4180.
public struct CSV: Sendable {
    /// The names of the columns: those of the header, else `0`, `1`, ….
    public let columns: [String]
    /// How many rows there are, the header apart.
    public let rowCount: Int
    private let content: [UInt8]
    private let ends: [Int]
    /// The line on which each row begins.
    private let lines: [Int]
    private let firstField: Int
    private let source: CSVSource

    /// The table in the file at `path`.
    ///
    /// - Throws: `SerializationError`.
    public init(
        contentsOf path: String, options: CSVOptions = CSVOptions(),
        limits: ReadLimits = ReadLimits()
    ) throws {
        try self.init(
            FileBytes.read(from: path, limits: limits), options, CSVSource(path: path))
    }

    /// The table in a text.
    ///
    /// - Throws: `SerializationError`.
    public init(text: String, options: CSVOptions = CSVOptions()) throws {
        try self.init(Array(text.utf8), options, CSVSource(path: nil))
    }

    init(_ bytes: [UInt8], _ options: CSVOptions, _ source: CSVSource) throws {
        var parser = try CSVParser(bytes, options, source)
        try parser.parse()
        let (rows, fieldCount) = (parser.rows, parser.ends.count)
        let width = (rows.count > 1 ? rows[1].firstField : fieldCount)
        for (index, row) in rows.enumerated() {
            let next = index + 1 < rows.count ? rows[index + 1].firstField : fieldCount
            guard next - row.firstField == width else {
                throw source.error(
                    line: row.line, expected: "\(width) fields, as on line \(rows[0].line)",
                    got: "\(next - row.firstField)")
            }
        }
        let hasHeader = options.hasHeader && !rows.isEmpty
        self.source = source
        content = parser.content
        ends = parser.ends
        lines = rows.dropFirst(hasHeader ? 1 : 0).map(\.line)
        rowCount = lines.count
        firstField = hasHeader ? width : 0
        columns = try (0..<width).map { place in
            hasHeader
                ? try Self.text(
                    parser.content, parser.ends, place, source, rows[0].line, "\(place)")
                : "\(place)"
        }
        guard Set(columns).count == width else {
            throw source.error(
                line: rows[0].line, expected: "a name of its own for each column",
                got: "\(columns)", advice: "Read it with hasHeader: false if these are no names.")
        }
    }

    /// The text of each row's field in a column.
    ///
    /// - Throws: ``TensorError`` when there is no such column; `SerializationError` when a field is
    ///   no UTF-8.
    public func text(column: String) throws -> [String] {
        let place = try place(of: column)
        return try (0..<rowCount).map { row in
            try text(
                field: firstField + row * columns.count + place, line: lines[row], column: column)
        }
    }

    /// The numbers of some columns.
    ///
    /// Shape: [rows, columns]
    ///
    /// - Parameters:
    ///   - columns: Which, and in which order; by default all.
    ///   - missing: What an empty field stands for; nil when there may be none.
    /// - Throws: ``TensorError`` when there is no such column; `SerializationError` when a field is
    ///   no number, or, in an integer type, none that it holds.
    public func tensor(
        columns names: [String]? = nil, dtype: DType = .float32, missing: Double? = nil
    ) throws -> Tensor {
        let names = names ?? columns
        let places = try names.map { try place(of: $0) }
        let shape: Shape = [rowCount, names.count]
        if dtype == .uint64 {
            // Half of them are beyond Int64, and its negative ones would become others.
            let numbers = try fields(places, names, "a number of uint64") { text -> UInt64? in
                guard text.isEmpty, let missing else { return UInt64(text) }
                return UInt64(exactly: missing)
            }
            return try Tensor(numbers, shape: shape)
        }
        guard dtype.isFloatingPoint else {
            let numbers = try fields(places, names) { text -> Int64? in
                guard text.isEmpty, let missing else { return Int64(text) }
                return Int64(exactly: missing)
            }
            let all = try Tensor(numbers, shape: shape)
            let tensor = try all.to(dtype: dtype)
            let kept = tensor.toArray(as: Int64.self)
            if let changed = kept.indices.first(where: { kept[$0] != numbers[$0] }) {
                let (row, place) = changed.quotientAndRemainder(dividingBy: names.count)
                throw source.error(
                    line: lines[row],
                    expected: "a number of \(dtype) in column \(names[place].debugDescription)",
                    got: "\(numbers[changed])")
            }
            return tensor
        }
        let numbers = try fields(places, names) { $0.isEmpty ? missing : Double($0) }
        return try Tensor(numbers, shape: shape).to(dtype: dtype)
    }

    /// The classes that the texts of a column stand for.
    ///
    /// Shape: [rows], of int64
    ///
    /// - Returns: For each row the place of its class in `classes`, which are in the order of their
    ///   UTF-8 bytes.
    /// - Throws: What ``text(column:)`` does.
    public func labels(column: String) throws -> (labels: Tensor, classes: [String]) {
        let texts = try text(column: column)
        let classes = Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        return (try Tensor(texts.map { numbers[$0] ?? 0 }, shape: [rowCount]), classes)
    }

    private func place(of column: String) throws -> Int {
        guard let place = columns.firstIndex(of: column) else {
            throw TensorError(
                .name, "CSV", expected: "one of the columns \(columns)",
                got: column.debugDescription)
        }
        return place
    }

    /// What `convert` makes of the fields, row by row; nil is a complaint that names what was
    /// expected.
    private func fields<Number>(
        _ places: [Int], _ names: [String], _ expected: String = "a number",
        _ convert: (String) -> Number?
    ) throws -> [Number] {
        var numbers: [Number] = []
        numbers.reserveCapacity(rowCount * places.count)
        for row in 0..<rowCount {
            for (place, name) in zip(places, names) {
                let field = firstField + row * columns.count + place
                let text = try text(field: field, line: lines[row], column: name)
                guard let number = convert(Self.trimmed(text)) else {
                    throw source.error(
                        line: lines[row],
                        expected: "\(expected) in column \(name.debugDescription)",
                        got: text.isEmpty ? "nothing" : text.debugDescription)
                }
                numbers.append(number)
            }
        }
        return numbers
    }

    private static func trimmed(_ text: String) -> String {
        guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
        let rest = text.drop { $0 == " " }
        return String(rest.prefix(rest.count - rest.reversed().prefix { $0 == " " }.count))
    }

    private func text(field: Int, line: Int, column: String) throws -> String {
        try Self.text(content, ends, field, source, line, column)
    }

    private static func text(
        _ content: [UInt8], _ ends: [Int], _ field: Int, _ source: CSVSource, _ line: Int,
        _ column: String
    ) throws -> String {
        let bytes = content[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw source.error(
                line: line, expected: "UTF-8 in column \(column.debugDescription)",
                got: "other bytes")
        }
        return text
    }
}
