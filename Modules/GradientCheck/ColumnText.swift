/// Rows of text in columns.
package enum ColumnText {
    /// The lines, the head first.
    ///
    /// - Parameter leftColumns: How many columns, from the first, stand at the left; the others, of
    ///   numbers, at the right.
    package static func lines(
        _ head: [String], _ rows: [[String]], leftColumns: Int
    ) -> [String] {
        let widths = head.indices.map { column in
            rows.reduce(head[column].count) { max($0, $1[column].count) }
        }
        return ([head] + rows).map { row in
            let cells = row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return column < leftColumns ? row[column] + gap : gap + row[column]
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
