import Synchronization

extension GEMM {
    /// A kernel's way to put a factor into the order in which it reads it, once for several products.
    ///
    /// It is put in order line by line as it lies in memory: a line of A or B is a row of op(A) or
    /// op(B), or a column where it is transposed. Parts of lines, and of columns, begin at multiples
    /// of 16 and end at one or with the last.
    ///
    /// A class like ``GEMM``: threads that count references to its functions wait for each other.
    public final class Packing: Sendable {
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
package final class PackedFactor: Sendable {
    private let gemm: GEMM
    private let dtype: DType
    private let packing: GEMM.Packing?
    private let panels: Storage?
    /// What op(B) ends in, where that lies elsewhere.
    private let lower: GEMMCall?

    /// Whether that is finite: 1 and 0, and 2 as long as nobody asked.
    private let lowerFiniteness = Atomic<UInt8>(2)

    /// Whether the factor is in order, and not to be read where it lies.
    private var isInOrder: Bool { panels != nil }

    /// Whether what op(B) ends in has neither NaN nor infinities, so that zeros at the ends of op(A)
    /// add nothing. Its elements are looked at once.
    package var isLowerFinite: Bool {
        guard let lower else { return true }
        let known = lowerFiniteness.load(ordering: .relaxed)
        if known < 2 { return known == 1 }
        let isFinite =
            switch dtype {
            case .float32: lower.hasFiniteRight(Float.self)
            case .float64: lower.hasFiniteRight(Double.self)
            default: false
            }
        lowerFiniteness.store(isFinite ? 1 : 0, ordering: .relaxed)
        return isFinite
    }

    /// Elements that a thread puts in order at a time.
    fileprivate static let grain = 1 << 15

    /// op(B) of products that have it, n and k in common.
    ///
    /// - Parameters:
    ///   - lower: A product with the last rows of op(B), which lie elsewhere. A and A′ side by side
    ///     are then multiplied by B and B′ at once, in one way along C instead of two; op(A) is not
    ///     transposed, B and B′ are.
    ///   - rows: Rows of all products together.
    ///   - owner: The block that B lies in, which keeps it in order for more products; it does not
    ///     where B′ lies elsewhere.
    package static func right(
        of call: GEMMCall, endingIn lower: GEMMCall? = nil, rows: Int, _ gemm: GEMM,
        _ dtype: DType, in owner: Storage? = nil
    ) -> PackedFactor {
        let kept = kept(rightOf: call, endingIn: lower, rows: rows, gemm, dtype, in: owner)
        return kept ?? made(rightOf: call, endingIn: lower, rows: rows, gemm, dtype)
    }

    /// op(B) likewise, as the blocks that it lies in, B′ in `lowerOwner`, keep it; nil where they do
    /// not.
    package static func kept(
        rightOf call: GEMMCall, endingIn lower: GEMMCall? = nil, rows: Int, _ gemm: GEMM,
        _ dtype: DType, in owner: Storage?, lowerIn lowerOwner: Storage? = nil
    ) -> PackedFactor? {
        guard let owner, (lower == nil) == (lowerOwner == nil), let packing = gemm.packing,
            rows >= packing.fewestRows
        else { return nil }
        let byteCount = packing.byteCount(call.n, call.k)
        guard byteCount <= GEMM.Cuts.stripBytes else { return nil }
        let key = KeptFactors.Key(call, endingIn: lower, gemm, dtype)
        return owner.factors.factor(key, with: lowerOwner, byteCount: byteCount) {
            let factor = made(rightOf: call, endingIn: lower, rows: rows, gemm, dtype)
            return factor.isInOrder ? factor : nil
        }
    }

    private static func made(
        rightOf call: GEMMCall, endingIn lower: GEMMCall?, rows: Int, _ gemm: GEMM, _ dtype: DType
    ) -> PackedFactor {
        let packing = gemm.packing.flatMap { rows >= $0.fewestRows ? $0 : nil }
        guard let lower else {
            return PackedFactor(call, packing, call.n, lines: call.rightLines, gemm, dtype)
        }
        precondition(
            !call.transposeA && call.transposeB && lower.transposeB && lower.k <= call.k,
            "op(B) in two parts has the rows of both side by side")
        let joined = packing == nil ? nil : call.joined(lower, dtype)
        return withExtendedLifetime(joined?.owner) {
            PackedFactor(
                joined?.call ?? call, joined == nil ? nil : packing, call.n,
                lines: call.rightLines, gemm, dtype, endingIn: lower)
        }
    }

    /// op(A) of products that have it, m and k in common, each for some columns of C.
    package static func left(of call: GEMMCall, _ gemm: GEMM, _ dtype: DType) -> PackedFactor {
        PackedFactor(call, gemm.leftPacking, call.m, lines: call.leftLines, gemm, dtype)
    }

    private init(
        _ call: GEMMCall, _ packing: GEMM.Packing?, _ count: Int, lines: Int, _ gemm: GEMM,
        _ dtype: DType, endingIn lower: GEMMCall? = nil
    ) {
        (self.gemm, self.dtype, self.packing, self.lower) = (gemm, dtype, packing, lower)
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
        func run(_ call: GEMMCall) {
            gemm.run(range.count == call.n ? call : call.columns(range, dtype))
        }
        guard let lower else { return run(call) }
        let parts = call.parts(endingIn: lower, dtype)
        run(parts.upper)
        run(parts.lower)
    }
}

extension GEMMCall {
    /// The call with op(B) in one piece, rows of B and B′ side by side; nil when there is no memory.
    fileprivate func joined(
        _ lower: GEMMCall, _ dtype: DType
    ) -> (call: GEMMCall, owner: Storage)? {
        guard let memory = Storage.allocate(byteCount: n * k * dtype.byteCount) else { return nil }
        let upper = k - lower.k
        let target = MatrixRows(memory.pointer, stride: k)
        Elementwise.parallelRanges(n, grain: max(1, PackedFactor.grain / max(k, 1))) { range in
            let first = range.lowerBound
            target.from(row: first, dtype).copy(
                right.from(row: first, dtype), rows: range.count, columns: upper, dtype)
            target.from(row: first, column: upper, dtype).copy(
                lower.right.from(row: first, dtype), rows: range.count, columns: lower.k, dtype)
        }
        var call = self
        (call.b, call.ldb) = (UnsafeRawPointer(memory.pointer), k)
        return (call, memory)
    }

    /// Whether B, transposed, has neither NaN nor infinities.
    fileprivate func hasFiniteRight<T: BinaryFloatingPoint>(_: T.Type) -> Bool {
        (0..<n).allSatisfy { row in
            UnsafeBufferPointer(start: right.row(row, T.self), count: k).allSatisfy(\.isFinite)
        }
    }

    /// Rows of B, which are only read.
    private var right: MatrixRows {
        MatrixRows(UnsafeMutableRawPointer(mutating: b), stride: ldb)
    }

    /// The products with B and with B′, of which the second adds to what the first writes.
    fileprivate func parts(
        endingIn lower: GEMMCall, _ dtype: DType
    ) -> (upper: GEMMCall, lower: GEMMCall) {
        var (upper, rest) = (self, self)
        upper.k = k - lower.k
        (rest.k, rest.b, rest.ldb) = (lower.k, lower.b, lower.ldb)
        rest.a += upper.k * dtype.byteCount
        (rest.beta, rest.bias) = (1, nil)
        return (upper, rest)
    }
}
