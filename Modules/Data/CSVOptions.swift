/// How a file with separated values is written.
public struct CSVOptions: Sendable, Hashable {
    /// What stands between two fields: an ASCII character.
    public var delimiter: Character
    /// Whether the first row names the columns.
    public var hasHeader: Bool
    /// What begins a line that is to be skipped, an ASCII character other than the delimiter; nil
    /// when there are none.
    public var comment: Character?

    public init(delimiter: Character = ",", hasHeader: Bool = true, comment: Character? = nil) {
        self.delimiter = delimiter
        self.hasHeader = hasHeader
        self.comment = comment
    }
}
