extension GEMM {
    /// A kernel's way to put op(B) into the order in which it reads it, once for several products.
    ///
    /// It is put in order line by line as it lies in memory: a line of B is a row of op(B), or a
    /// column where B is transposed. Parts of lines, and of columns, begin at multiples of 16 and end
    /// at one or with the last.
    public struct Packing: Sendable {
        /// Rows of C from which that pays.
        public let fewestRows: Int
        /// Bytes of n columns with k rows in that order.
        public let byteCount: @Sendable (_ n: Int, _ k: Int) -> Int
        /// Puts some lines of the call's B in order.
        public let pack: @Sendable (GEMMCall, Range<Int>, UnsafeMutableRawPointer) -> Void
        /// Works on some columns of a call whose op(B) is in order; false when there is no memory
        /// for that, and nothing was done.
        public let run: @Sendable (GEMMCall, Range<Int>, UnsafeRawPointer) -> Bool

        public init(
            fewestRows: Int, byteCount: @escaping @Sendable (_ n: Int, _ k: Int) -> Int,
            pack: @escaping @Sendable (GEMMCall, Range<Int>, UnsafeMutableRawPointer) -> Void,
            run: @escaping @Sendable (GEMMCall, Range<Int>, UnsafeRawPointer) -> Bool
        ) {
            (self.fewestRows, self.byteCount) = (fewestRows, byteCount)
            (self.pack, self.run) = (pack, run)
        }
    }
}

/// The right factor of several products, put in order once where the kernel has an order.
package struct RightFactor: Sendable {
    private let gemm: GEMM
    private let dtype: DType
    private let panels: Storage?

    /// Elements that a thread puts in order at a time.
    private static let grain = 1 << 15

    /// The factor of products that have the call's op(B), n and k in common.
    ///
    /// - Parameter rows: Rows of all products together.
    package init(of call: GEMMCall, rows: Int, _ gemm: GEMM, _ dtype: DType) {
        (self.gemm, self.dtype) = (gemm, dtype)
        guard let packing = gemm.packing, rows >= packing.fewestRows,
            let panels = Storage.allocate(byteCount: packing.byteCount(call.n, call.k))
        else {
            panels = nil
            return
        }
        self.panels = panels
        let parts = EqualParts(
            call.rightLines, parts: call.n * call.k / Self.grain + 1, multiple: 16)
        ThreadPool.shared.parallel(blocks: parts.count) { part in
            packing.pack(call, parts[part], panels.pointer)
        }
    }

    /// Works on a product, or on some columns of it, on the calling thread.
    package func multiply(_ call: GEMMCall, columns: Range<Int>? = nil) {
        let range = columns ?? 0..<call.n
        if let panels, let packing = gemm.packing, packing.run(call, range, panels.pointer) {
            return
        }
        gemm.run(range.count == call.n ? call : call.columns(range, dtype))
    }
}
