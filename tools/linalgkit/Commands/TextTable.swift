/// Rows of text in columns.
package struct TextTable {
    /// The lines, the head first.
    package let lines: [String]

    /// - Parameter leftColumns: How many columns, from the first, stand at the left; the others, of
    ///   numbers, at the right.
    package init(_ head: [String], _ rows: [[String]], leftColumns: Int) {
        let widths = head.indices.map { column in
            rows.reduce(head[column].count) { max($0, $1[column].count) }
        }
        lines = ([head] + rows).map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                column < leftColumns ? left(cell.0, cell.1) : right(cell.0, cell.1)
            }
            return cells.joined(separator: "  ")
        }
    }
}
