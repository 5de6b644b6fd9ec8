import Kernels

/// Memory from elsewhere that tensors see without a copy, given back with the last of them.
///
/// Tensors that share it are copied when they are written to, as all that share memory.
package struct SharedMemory: Sendable {
    private let storage: Storage

    /// Bytes that may be read and written, and that nobody else writes to; nil when there are none.
    package init?(
        _ bytes: UnsafeMutableRawBufferPointer,
        release: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void
    ) {
        guard let storage = Storage(bytes, release: release) else { return nil }
        self.storage = storage
    }

    /// The bytes in a range, which must lie within; they are there as long as this is held.
    package func bytes(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        precondition(range.lowerBound >= 0 && range.upperBound <= storage.byteCount)
        return UnsafeMutableRawBufferPointer(
            start: storage.pointer + range.lowerBound, count: range.count)
    }

    /// The elements that begin at an offset, in C order; nil when they do not lie within, or at no
    /// multiple of their width.
    package func tensor(_ shape: Shape, _ dtype: DType, at offset: Int) -> Tensor? {
        let layout = ArrayLayout(shape, dtype)
        let start = storage.pointer + offset
        guard offset >= 0, let byteCount = layout.byteCount,
            byteCount <= storage.byteCount - offset,
            UInt(bitPattern: start) % UInt(dtype.byteCount) == 0
        else { return nil }
        return Tensor(body: TensorBody(ArrayView(pointer: start, layout: layout), in: storage))
    }
}
