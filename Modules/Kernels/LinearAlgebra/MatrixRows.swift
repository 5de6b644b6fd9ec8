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
}
