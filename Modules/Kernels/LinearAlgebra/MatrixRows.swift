/// Rows of numbers in memory, a fixed distance apart.
public struct MatrixRows: @unchecked Sendable {
    // `@unchecked`: the pointer belongs to a view whose owner the caller holds.

    /// The first number of the first row.
    public var pointer: UnsafeMutableRawPointer
    /// Elements from row to row; 0 repeats a row.
    public var stride: Int

    public init(_ pointer: UnsafeMutableRawPointer, stride: Int) {
        self.pointer = pointer
        self.stride = stride
    }

    /// The numbers of a row.
    @inline(__always)
    func row<T>(_ index: Int, _: T.Type) -> UnsafeMutablePointer<T> {
        pointer.assumingMemoryBound(to: T.self) + index * stride
    }

    /// The rows from one on, without the first numbers of each.
    func from(row: Int, column: Int = 0, _ dtype: DType) -> MatrixRows {
        MatrixRows(pointer + (row * stride + column) * dtype.byteCount, stride: stride)
    }

    /// Copies rows of `columns` numbers here; a type of 4 or 8 bytes.
    func copy(_ source: MatrixRows, rows: Int, columns: Int, _ dtype: DType) {
        for row in 0..<rows {
            if dtype.byteCount == 4 {
                Copy.row(
                    self.row(row, UInt32.self), source.row(row, UInt32.self), count: columns)
            } else {
                Copy.row(
                    self.row(row, UInt64.self), source.row(row, UInt64.self), count: columns)
            }
        }
    }
}
