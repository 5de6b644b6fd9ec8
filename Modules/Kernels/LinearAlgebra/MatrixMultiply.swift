/// C = op(A) · op(B) + beta · C, or + a row of biases, all row by row (C order).
///
/// op(A) is [m, k]: A itself, rows `lda` apart, or the transpose of A [k, m].
public struct GEMMCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// Whether op(A) is Aᵀ.
    public var transposeA: Bool
    /// Whether op(B) is Bᵀ.
    public var transposeB: Bool
    /// Rows of op(A) and C.
    public var m: Int
    /// Columns of op(B) and C.
    public var n: Int
    /// Columns of op(A), rows of op(B).
    public var k: Int
    /// The first element of A.
    public var a: UnsafeRawPointer
    /// Elements from row to row of A.
    public var lda: Int
    /// The first element of B.
    public var b: UnsafeRawPointer
    /// Elements from row to row of B.
    public var ldb: Int
    /// The first element of C.
    public var c: UnsafeMutableRawPointer
    /// Elements from row to row of C.
    public var ldc: Int
    /// What C is multiplied by first: 0 (C is overwritten, NaN included) or 1.
    public var beta: Double
    /// Numbers added to each row of C, in place of what C was; beta is 0 then.
    public var bias: UnsafeRawPointer?

    public init(
        transposeA: Bool = false, transposeB: Bool = false, m: Int, n: Int, k: Int,
        a: UnsafeRawPointer, lda: Int, b: UnsafeRawPointer, ldb: Int,
        c: UnsafeMutableRawPointer, ldc: Int, beta: Double = 0, bias: UnsafeRawPointer? = nil
    ) {
        (self.transposeA, self.transposeB) = (transposeA, transposeB)
        (self.m, self.n, self.k) = (m, n, k)
        (self.a, self.lda) = (a, lda)
        (self.b, self.ldb) = (b, ldb)
        (self.c, self.ldc) = (c, ldc)
        (self.beta, self.bias) = (beta, bias)
    }
}

extension GEMMCall {
    /// Multiply-adds, at least one for each element of C.
    var work: Int { m * n * max(k, 1) }

    /// Lines of A as it lies: rows of op(A), or columns where A is transposed.
    package var leftLines: Int { transposeA ? k : m }

    /// Lines of B as it lies: rows of op(B), or columns where B is transposed.
    package var rightLines: Int { transposeB ? n : k }

    /// The call on a part of C's rows.
    package func rows(_ range: Range<Int>, _ dtype: DType) -> GEMMCall {
        var part = self
        part.m = range.count
        part.a += range.lowerBound * (transposeA ? 1 : lda) * dtype.byteCount
        part.c += range.lowerBound * ldc * dtype.byteCount
        return part
    }

    /// The call on a part of C's columns.
    package func columns(_ range: Range<Int>, _ dtype: DType) -> GEMMCall {
        var part = self
        let (first, width) = (range.lowerBound, dtype.byteCount)
        part.n = range.count
        part.b += first * (transposeB ? ldb : 1) * width
        part.c += first * width
        part.bias = bias.map { $0 + first * width }
        return part
    }
}

/// A kernel that multiplies two matrices on the calling thread.
///
/// A class, since each product looks it up: one reference is counted, and not all of its functions.
public final class GEMM: Sendable {
    /// Works on one call.
    public typealias Run = @Sendable (GEMMCall) -> Void

    /// Multiplies.
    public let run: Run
    /// How several products share the work on one op(B); nil where they do not.
    public let packing: Packing?
    /// How products that have all rows of one op(A) share the work on it, beta being 0; nil where
    /// they do not.
    public let leftPacking: Packing?

    /// A kernel made of a function.
    public init(packing: Packing? = nil, leftPacking: Packing? = nil, run: @escaping Run) {
        (self.packing, self.leftPacking, self.run) = (packing, leftPacking, run)
    }

    /// The kernel's place in the table.
    public static let kernel = Kernel<GEMM>("gemm", portable: portable)

    /// The place of the kernel for small products, where a call's own cost counts.
    static let small = Kernel<GEMM>("gemm.small", portable: portable)

    /// Multiply-adds up to which the kernel for small products is used.
    private static let smallLimit = 1 << 13

    @Sendable
    private static func portable(_ dtype: DType) -> GEMM? {
        switch dtype {
        case .float32: portable(Float.self, zero: 0) { $0 + $1 * $2 }
        case .float64: portable(Double.self, zero: 0) { $0 + $1 * $2 }
        case .int32: portable(Int32.self, zero: 0) { $0 &+ $1 &* $2 }
        case .int64: portable(Int64.self, zero: 0) { $0 &+ $1 &* $2 }
        default: nil
        }
    }

    /// The reference: rows of C are sums of rows of op(B), four at a time, in order of k.
    private static func portable<T: Sendable>(
        _: T.Type, zero: T, _ multiplyAdd: @escaping @Sendable (T, T, T) -> T
    ) -> GEMM {
        GEMM { call in
            // The sizes and row distances of the call bound every access below.
            let a = call.a.assumingMemoryBound(to: T.self)
            let b = call.b.assumingMemoryBound(to: T.self)
            let c = call.c.assumingMemoryBound(to: T.self)
            let stepA = call.transposeA ? (row: 1, inner: call.lda) : (row: call.lda, inner: 1)
            for i in 0..<call.m {
                let row = c + i * call.ldc
                if let bias = call.bias?.assumingMemoryBound(to: T.self) {
                    for j in 0..<call.n { row[j] = bias[j] }
                } else if call.beta == 0 {
                    for j in 0..<call.n { row[j] = zero }
                }
                if call.transposeB {
                    for j in 0..<call.n {
                        let column = b + j * call.ldb
                        var sum = row[j]
                        for p in 0..<call.k {
                            sum = multiplyAdd(sum, a[i * stepA.row + p * stepA.inner], column[p])
                        }
                        row[j] = sum
                    }
                } else {
                    for p in 0..<call.k {
                        let factor = a[i * stepA.row + p * stepA.inner]
                        let source = b + p * call.ldb
                        for j in 0..<call.n { row[j] = multiplyAdd(row[j], factor, source[j]) }
                    }
                }
            }
        }
    }
}

extension GEMM {
    /// Multiply-adds below which one thread does the whole product.
    private static let threadingThreshold = 1 << 18
    /// Elements of op(B) from which more threads do: few rows wait for the memory that B lies in.
    private static let rightThreshold = 1 << 16

    /// Works on `count` products at once, cut into blocks of rows or columns by their sizes alone.
    ///
    /// - Parameters:
    ///   - owner: The block that B lies in, which keeps it in order for more products.
    ///   - call: Gives the i-th product.
    public func callAsFunction(
        count: Int, dtype: DType, rightIn owner: Storage? = nil, _ call: @Sendable (Int) -> GEMMCall
    ) {
        guard count > 0 else { return }
        let first = call(0)
        if count == 1 { return self(first, dtype: dtype, rightIn: owner) }
        let kernel = first.work <= GEMM.smallLimit ? GEMM.small(dtype) ?? self : self
        let grain = max(1, GEMM.threadingThreshold / max(first.work, 1))
        Elementwise.parallelRanges(count, grain: grain) { range in
            for index in range { kernel.run(call(index)) }
        }
    }

    /// Works on one product, cut into blocks of rows or columns by its size alone.
    ///
    /// - Parameters:
    ///   - owner: The block that B lies in, which keeps it in order for more products.
    ///   - ending: What each element of C goes through at last.
    public func callAsFunction(
        _ call: GEMMCall, dtype: DType, rightIn owner: Storage? = nil,
        endingIn ending: ProductEnding? = nil
    ) {
        let work = call.work
        if work <= GEMM.smallLimit, let small = GEMM.small(dtype) {
            small.run(call)
            ending?(call, columns: 0..<call.n, dtype)
            return
        }
        let kept = PackedFactor.kept(rightOf: call, rows: call.m, self, dtype, in: owner)
        if work <= GEMM.threadingThreshold, call.n * call.k <= GEMM.rightThreshold {
            kept.map { $0.multiply(call) } ?? run(call)
            ending?(call, columns: 0..<call.n, dtype)
        } else if let kept {
            multiply(call, Cuts(call), kept, dtype, ending)
        } else {
            cut(call, dtype, ending)
        }
    }

    /// One product on several threads, cut into blocks of rows and columns.
    private func cut(_ whole: GEMMCall, _ dtype: DType, _ ending: ProductEnding?) {
        if packsLeft(whole, dtype) {
            let factor = PackedFactor.left(of: whole, self, dtype)
            return multiply(whole, Cuts(columnsOf: whole), factor, dtype, ending)
        }
        for columns in Cuts.strips(whole, dtype) {
            let strip = columns.count == whole.n ? whole : whole.columns(columns, dtype)
            let factor = PackedFactor.right(of: strip, rows: strip.m, self, dtype)
            multiply(strip, Cuts(strip), factor, dtype, ending)
        }
    }

    private func multiply(
        _ call: GEMMCall, _ cuts: Cuts, _ factor: PackedFactor, _ dtype: DType,
        _ ending: ProductEnding?
    ) {
        ThreadPool.shared.parallel(blocks: cuts.rows.count * cuts.columns.count) { block in
            let part = call.rows(cuts.rows[block / cuts.columns.count], dtype)
            let columns = cuts.columns[block % cuts.columns.count]
            factor.multiply(part, columns: columns)
            ending?(part, columns: columns, dtype)
        }
    }

    /// Whether op(A) is packed rather than op(B): when it is the smaller one, and what is packed of
    /// B would have to be turned. The lanes that its rows leave empty cost more than that saves,
    /// unless they are few, or B does not stay in the caches: a batch of 32 for a layer of 4096 by
    /// 4096 takes two thirds of the time.
    private func packsLeft(_ call: GEMMCall, _ dtype: DType) -> Bool {
        guard let leftPacking, call.transposeB, !call.transposeA, call.beta == 0,
            call.m >= leftPacking.fewestRows, 2 * call.m <= call.n
        else { return false }
        let empty = (16 - call.m % 16) % 16
        return 16 * empty <= call.m
            || empty <= call.m && call.n * call.k * dtype.byteCount > Cuts.stripBytes
    }

    /// How one product is cut: by its sizes alone.
    struct Cuts {
        let rows, columns: EqualParts

        /// Multiply-adds of a block: enough that handing it over costs nothing beside it.
        private static let blockWork = 1 << 21
        /// Bytes of op(B) that are put in order at a time: they stay in a cache that all threads
        /// share.
        static let stripBytes = 8 << 20

        /// Columns alone, for a left factor that is packed.
        init(columnsOf call: GEMMCall) {
            let most = min(max(2, 2 * call.work / Self.blockWork), 64, call.n / 32)
            rows = EqualParts(call.m, parts: 1, multiple: 1)
            columns = EqualParts(call.n, parts: Self.power(atMost: most), multiple: 16)
        }

        init(_ call: GEMMCall) {
            let wanted = max(2, min(call.work / Self.blockWork, 64))
            let fewest = min(wanted, 16)
            // Powers of two, so that two or four threads end together, and several for each, so that
            // those that do not run equally fast end close to each other. Long blocks of rows, each of
            // which reads all of its columns of B from the second cache; shorter ones where A is
            // transposed, since a block puts its rows in order, and blocks side by side do so again.
            var rowCuts = Self.power(atMost: min(wanted, call.m / (call.transposeA ? 32 : 96)))
            let columnCuts = min((fewest + rowCuts - 1) / rowCuts, max(1, call.n / 64))
            if rowCuts * columnCuts < fewest {
                rowCuts = Self.power(
                    atMost: min(fewest / columnCuts, max(rowCuts, call.m / 24)))
            }
            rows = EqualParts(call.m, parts: rowCuts, multiple: 1)
            columns = EqualParts(
                call.n, parts: rowCuts * columnCuts == 1 ? 2 : columnCuts, multiple: 16)
        }

        /// The largest power of two up to a number, and 1 where there is none.
        private static func power(atMost limit: Int) -> Int {
            limit < 1 ? 1 : 1 << (Int.bitWidth - 1 - limit.leadingZeroBitCount)
        }

        /// The columns that are worked on at a time.
        static func strips(_ call: GEMMCall, _ dtype: DType) -> [Range<Int>] {
            let bytes = call.n * call.k * dtype.byteCount
            let parts = EqualParts(call.n, parts: bytes / stripBytes + 1, multiple: 16)
            return (0..<parts.count).map { parts[$0] }
        }
    }
}
