extension GEMM {
    /// A kernel's way to put a factor into the order in which it reads it, once for several products.
    ///
    /// It is put in order line by line as it lies in memory: a line of A or B is a row of op(A) or
    /// op(B), or a column where it is transposed. Parts of lines, and of columns, begin at multiples
    /// of 16 and end at one or with the last.
    public struct Packing: Sendable {
        /// Rows of C from which that pays.
        public let fewestRows: Int
        /// Bytes of n columns of op(B), or rows of op(A), of k elements in that order.
        public let byteCount: @Sendable (_ n: Int, _ k: Int) -> Int
        /// Puts some lines of the call's factor in order.
        public let pack: @Sendable (GEMMCall, Range<Int>, UnsafeMutableRawPointer) -> Void
        /// Works on some columns of a call whose factor is in order; false when there is no memory
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

/// The factor that several products share, put in order once where the kernel has an order.
package struct PackedFactor: Sendable {
    private let gemm: GEMM
    private let dtype: DType
    private let packing: GEMM.Packing?
    private let panels: Storage?

    /// Whether the factor is in order, and not to be read where it lies.
    private var isInOrder: Bool { panels != nil }

    /// Elements that a thread puts in order at a time.
    private static let grain = 1 << 15

    /// op(B) of products that have it, n and k in common.
    ///
    /// - Parameters:
    ///   - rows: Rows of all products together.
    ///   - owner: The block that B lies in, which keeps it in order for more products.
    package init(
        rightOf call: GEMMCall, rows: Int, _ gemm: GEMM, _ dtype: DType, in owner: Storage? = nil
    ) {
        if let kept = Self.kept(rightOf: call, rows: rows, gemm, dtype, in: owner) {
            self = kept
        } else {
            let packing = gemm.packing.flatMap { rows >= $0.fewestRows ? $0 : nil }
            self.init(call, packing, call.n, lines: call.rightLines, gemm, dtype)
        }
    }

    /// op(B) likewise, as the block that B lies in keeps it; nil where it does not.
    package static func kept(
        rightOf call: GEMMCall, rows: Int, _ gemm: GEMM, _ dtype: DType, in owner: Storage?
    ) -> PackedFactor? {
        guard let owner, let packing = gemm.packing, rows >= packing.fewestRows else { return nil }
        let byteCount = packing.byteCount(call.n, call.k)
        guard byteCount <= GEMM.Cuts.stripBytes else { return nil }
        let key = KeptFactors.Key(call, gemm, dtype)
        return owner.factors.factor(key, byteCount: byteCount) {
            let factor = PackedFactor(rightOf: call, rows: rows, gemm, dtype)
            return factor.isInOrder ? factor : nil
        }
    }

    /// op(A) of products that have it, m and k in common, each for some columns of C.
    package init(leftOf call: GEMMCall, _ gemm: GEMM, _ dtype: DType) {
        self.init(call, gemm.leftPacking, call.m, lines: call.leftLines, gemm, dtype)
    }

    private init(
        _ call: GEMMCall, _ packing: GEMM.Packing?, _ count: Int, lines: Int, _ gemm: GEMM,
        _ dtype: DType
    ) {
        (self.gemm, self.dtype, self.packing) = (gemm, dtype, packing)
        guard let packing,
            let panels = Storage.allocate(byteCount: packing.byteCount(count, call.k))
        else {
            panels = nil
            return
        }
        self.panels = panels
        let parts = EqualParts(lines, parts: count * call.k / Self.grain + 1, multiple: 16)
        ThreadPool.shared.parallel(blocks: parts.count) { part in
            packing.pack(call, parts[part], panels.pointer)
        }
    }

    /// Works on a product, or on some columns of it, on the calling thread.
    package func multiply(_ call: GEMMCall, columns: Range<Int>? = nil) {
        let range = columns ?? 0..<call.n
        if let panels, let packing, packing.run(call, range, panels.pointer) { return }
        gemm.run(range.count == call.n ? call : call.columns(range, dtype))
    }
}
