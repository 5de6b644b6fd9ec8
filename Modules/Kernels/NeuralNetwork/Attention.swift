import RealModule

/// Scaled dot-product attention by tiles: the scores of all queries and keys are never in memory at
/// once.
///
/// Work is cut into units, the attention of one head of one element of the batch, and these by
/// their sizes alone, so that results have the same bits on any number of threads.
///
/// Source: Dao 2023, "FlashAttention-2: Faster attention with better parallelism and work
/// partitioning", algorithms 1 and 2.
public struct Attention: Sendable {
    /// Units, queries and keys of each.
    public let units, queries, keys: Int
    /// Numbers of queries and keys, and of values.
    public let width, valueWidth: Int
    /// What q · k is multiplied by.
    public let scale: Double
    /// Whether a query sees the keys up to its own place only.
    public let isCausal: Bool
    /// Dropout of what the softmax gives, or nil.
    public let dropout: Dropout?

    /// Which numbers are dropped: those of query i and key j by word (i + queries · unit) ·
    /// ``rowWords`` + j of a stream.
    public struct Dropout: Sendable {
        /// The probability of being dropped.
        public let probability: Double
        /// The stream's seed and first block.
        public let seed, offset: UInt64

        public init(probability: Double, seed: UInt64, offset: UInt64) {
            self.probability = probability
            (self.seed, self.offset) = (seed, offset)
        }
    }

    /// The matrices of all units: adjacent numbers in rows a fixed distance apart.
    public struct Matrices: @unchecked Sendable {
        // `@unchecked`: the pointer belongs to a view whose owner the caller holds.
        private let pointer: UnsafeMutableRawPointer
        private let offsets: [Int]
        private let stride: Int

        /// - Parameter view: [..., rows, columns], the columns adjacent; the axes before have as
        ///   many places as there are units.
        public init(_ view: ArrayView) {
            let rank = view.shape.count
            var offsets = [0]
            for axis in 0..<rank - 2 {
                offsets = offsets.flatMap { base in
                    (0..<view.shape[axis]).map { base + $0 * view.strides[axis] }
                }
            }
            self.offsets = offsets.map { $0 * view.dtype.byteCount }
            (pointer, stride) = (view.pointer, view.strides[rank - 2])
        }

        subscript(unit: Int) -> MatrixRows { MatrixRows(pointer + offsets[unit], stride: stride) }
    }

    public init(
        units: Int, queries: Int, keys: Int, width: Int, valueWidth: Int, scale: Double,
        isCausal: Bool, dropout: Dropout? = nil
    ) {
        (self.units, self.queries, self.keys) = (units, queries, keys)
        (self.width, self.valueWidth) = (width, valueWidth)
        (self.scale, self.isCausal, self.dropout) = (scale, isCausal, dropout)
    }

    /// Words of the dropout's stream for each query: the keys, up to whole blocks of the kernel.
    public static func rowWords(keys: Int) -> Int { (keys + 63) / 64 * 64 }

    /// Queries and keys of a tile, whose scores fill half of a first-level cache or so.
    static let tileQueries = 64
    static let tileKeys = 128

    /// Multiply-adds of one thread's share.
    private static let grain = 1 << 18

    /// The tiles of queries.
    private var queryTiles: Int { (queries + Self.tileQueries - 1) / Self.tileQueries }

    /// Keys that any of these queries sees.
    private func seenKeys(upTo lastQuery: Int) -> Int {
        isCausal ? min(keys, lastQuery) : keys
    }

    /// One tile of scores in memory.
    private struct Tile {
        let scores: MatrixRows
        let slopes: MatrixRows
        let factors: MatrixRows
        let largest, sums: UnsafeMutableRawPointer
        let kept: UnsafeMutablePointer<UInt8>

        static func byteCount(_ dtype: DType) -> Int {
            let area = tileQueries * tileKeys
            return (3 * area + 2 * tileQueries) * dtype.byteCount + tileKeys
        }

        /// - Parameter memory: ``byteCount(_:)`` bytes.
        init(_ memory: UnsafeMutableRawPointer, _ dtype: DType) {
            let (area, width) = (tileQueries * tileKeys * dtype.byteCount, dtype.byteCount)
            scores = MatrixRows(memory, stride: tileKeys)
            slopes = MatrixRows(memory + area, stride: tileKeys)
            factors = MatrixRows(memory + 2 * area, stride: tileKeys)
            largest = memory + 3 * area
            sums = largest + tileQueries * width
            kept = (sums + tileQueries * width).assumingMemoryBound(to: UInt8.self)
        }
    }

    /// What all tiles share.
    private struct Loops: Sendable {
        let dtype: DType
        let gemm: GEMM
        let dropout: DropoutLoop

        init(_ dtype: DType) {
            guard let gemm = GEMM.kernel(dtype), let dropout = DropoutLoop.kernel(dtype) else {
                preconditionFailure("attention: no kernel for \(dtype)")
            }
            (self.dtype, self.gemm, self.dropout) = (dtype, gemm, dropout)
        }

        /// c = op(a) op(b) + beta c.
        func multiply(
            _ a: MatrixRows, transposeA: Bool = false, _ b: MatrixRows,
            transposeB: Bool = false, into c: MatrixRows, m: Int, n: Int, k: Int,
            beta: Double
        ) {
            gemm(
                GEMMCall(
                    transposeA: transposeA, transposeB: transposeB, m: m, n: n, k: k, a: a.pointer,
                    lda: a.stride, b: b.pointer, ldb: b.stride, c: c.pointer, ldc: c.stride,
                    beta: beta), dtype: dtype)
        }
    }

    /// Multiplies the rows of a tile by 0 or 1 / (1 − probability).
    private func drop(
        _ rows: MatrixRows, _ tile: Tile, _ loops: Loops, unit: Int, query: Int, count: Int,
        key: Int, keyCount: Int
    ) {
        guard let dropout else { return }
        let scale = dropout.probability < 1 ? 1 / (1 - dropout.probability) : 0
        let words = Self.rowWords(keys: keys)
        for row in 0..<count {
            let start = (unit * queries + query + row) * words + key
            let place = rows.from(row: row, loops.dtype).pointer
            // Four words a block; tiles of keys begin at whole blocks.
            loops.dropout.run(
                place, tile.kept, place, keyCount, dropout.seed,
                dropout.offset &+ UInt64(start / 4), [dropout.probability, scale])
        }
    }

    /// output = softmax(scale q kᵀ + mask) v; zeros where a query sees no key.
    ///
    /// - Parameter normalizers: Gets the largest score m of each row, and 1 / the sum of the row's
    ///   exp(score − m); +∞ and 0 where a query sees no key. [2, units, queries].
    /// - Returns: Whether there was memory for the tiles.
    public func run(
        _ output: Matrices, normalizers: ArrayView, q: Matrices, k: Matrices, v: Matrices,
        mask: Matrices?
    ) -> Bool {
        let loops = Loops(normalizers.dtype)
        guard let softmax = AttentionLoop.kernel(loops.dtype) else {
            preconditionFailure("attention: no kernel for \(loops.dtype)")
        }
        let shortage = MemoryShortage()
        let work = Self.tileQueries * keys * (width + valueWidth)
        let grain = max(1, Self.grain / max(work, 1))
        Elementwise.parallelRanges(units * queryTiles, grain: grain) { range in
            shortage.withScratch(byteCount: Tile.byteCount(loops.dtype)) { memory in
                let tile = Tile(memory, loops.dtype)
                for index in range {
                    let (unit, query) = (
                        index / queryTiles, index % queryTiles * Self.tileQueries
                    )
                    let count = min(Self.tileQueries, queries - query)
                    let target = output[unit].from(row: query, loops.dtype)
                    let place = self.normalizers(normalizers, unit: unit, query: query)
                    forward(
                        tile, loops, softmax, target, unit: unit, query: query, count: count,
                        q: q[unit].from(row: query, loops.dtype), k: k[unit], v: v[unit],
                        mask: mask?[unit].from(row: query, loops.dtype))
                    switch loops.dtype {
                    case .float32: finish(Float.self, tile, target, place, count)
                    default: finish(Double.self, tile, target, place, count)
                    }
                }
            }
        }
        return shortage.hasNotOccurred
    }

    /// Where the numbers that make probabilities of rows of scores are.
    private typealias Normalizers = (
        largest: UnsafeMutableRawPointer, inverseSums: UnsafeMutableRawPointer
    )

    /// Where both numbers of the rows from a query on are.
    private func normalizers(_ view: ArrayView, unit: Int, query: Int) -> Normalizers {
        let start = unit * queries + query
        return (view.advanced(by: start), view.advanced(by: units * queries + start))
    }

    /// One tile of queries through all keys that they see.
    private func forward(
        _ tile: Tile, _ loops: Loops, _ softmax: AttentionLoop, _ output: MatrixRows, unit: Int,
        query: Int, count: Int, q: MatrixRows, k: MatrixRows, v: MatrixRows, mask: MatrixRows?
    ) {
        let dtype = loops.dtype
        Fill.fill(
            ArrayView(pointer: tile.largest, shape: [count], dtype: dtype), with: -Double.infinity)
        Fill.fill(ArrayView(pointer: tile.sums, shape: [count], dtype: dtype), with: 0.0)
        let seen = seenKeys(upTo: query + count)
        for key in stride(from: 0, to: max(seen, 1), by: Self.tileKeys) {
            let keyCount = min(Self.tileKeys, seen - key)
            loops.multiply(
                q, k.from(row: key, dtype), transposeB: true, into: tile.scores, m: count,
                n: keyCount, k: width, beta: 0)
            softmax.run(
                AttentionCall(
                    rows: count, columns: keyCount, scores: tile.scores,
                    mask: mask?.from(row: 0, column: key, dtype), scale: scale,
                    firstSeen: isCausal ? query + 1 - key : nil, largest: tile.largest,
                    sums: tile.sums, output: output, width: valueWidth))
            drop(
                tile.scores, tile, loops, unit: unit, query: query, count: count, key: key,
                keyCount: keyCount)
            loops.multiply(
                tile.scores, v.from(row: key, dtype), into: output, m: count, n: valueWidth,
                k: keyCount, beta: key == 0 ? 0 : 1)
        }
    }

    /// Divides a tile's output by the sums.
    private func finish<T: Real>(
        _: T.Type, _ tile: Tile, _ output: MatrixRows, _ normalizers: Normalizers, _ count: Int
    ) {
        // `count` numbers of T each.
        let keptLargest = normalizers.largest.assumingMemoryBound(to: T.self)
        let inverseSums = normalizers.inverseSums.assumingMemoryBound(to: T.self)
        let largest = tile.largest.assumingMemoryBound(to: T.self)
        let sums = tile.sums.assumingMemoryBound(to: T.self)
        for row in 0..<count {
            let isEmpty = sums[row] == 0
            let (factor, output) = (isEmpty ? 0 : 1 / sums[row], output.row(row, T.self))
            keptLargest[row] = isEmpty ? T.infinity : largest[row]
            inverseSums[row] = factor
            for i in 0..<valueWidth { output[i] *= factor }
        }
    }

    /// What the gradient reads.
    public struct GradientInputs: Sendable {
        /// The output, its gradient, and the three inputs.
        public let output, upstream, q, k, v: Matrices
        /// What is added to the scores, or nil.
        public let mask: Matrices?
        /// See ``Attention/run(_:normalizers:q:k:v:mask:)``.
        public let normalizers: ArrayView

        public init(
            output: Matrices, upstream: Matrices, q: Matrices, k: Matrices, v: Matrices,
            mask: Matrices?, normalizers: ArrayView
        ) {
            (self.output, self.upstream) = (output, upstream)
            (self.q, self.k, self.v) = (q, k, v)
            (self.mask, self.normalizers) = (mask, normalizers)
        }
    }

    /// Adds the gradients of q, k and v to what is there, zeros at first.
    ///
    /// - Returns: Whether there was memory for the tiles.
    public func runGradient(
        dq: Matrices, dk: Matrices, dv: Matrices, _ inputs: GradientInputs
    ) -> Bool {
        let loops = Loops(inputs.normalizers.dtype)
        guard let kernel = AttentionGradientLoop.kernel(loops.dtype) else {
            preconditionFailure("attention: no gradient kernel for \(loops.dtype)")
        }
        let shortage = MemoryShortage()
        let work = queries * keys * (3 * width + 2 * valueWidth)
        let productBytes = (queries * loops.dtype.byteCount + 63) / 64 * 64
        Elementwise.parallelRanges(units, grain: max(1, Self.grain / max(work, 1))) { range in
            let byteCount = productBytes + Tile.byteCount(loops.dtype)
            shortage.withScratch(byteCount: byteCount) { products in
                let tile = Tile(products + productBytes, loops.dtype)
                for unit in range {
                    let gradients = (dq[unit], dk[unit], dv[unit])
                    switch loops.dtype {
                    case .float32: multiplyRows(Float.self, inputs, unit: unit, into: products)
                    default: multiplyRows(Double.self, inputs, unit: unit, into: products)
                    }
                    for key in stride(from: 0, to: keys, by: Self.tileKeys) {
                        for query in stride(from: 0, to: queries, by: Self.tileQueries) {
                            backward(
                                tile, loops, kernel, gradients, inputs, products, unit: unit,
                                query: query, key: key)
                        }
                    }
                }
            }
        }
        return shortage.hasNotOccurred
    }

    /// Writes the product of each query's output with its gradient.
    private func multiplyRows<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _: T.Type, _ inputs: GradientInputs, unit: Int, into products: UnsafeMutableRawPointer
    ) {
        // `queries` numbers of T, and `valueWidth` in each row.
        let products = products.assumingMemoryBound(to: T.self)
        let (output, upstream) = (inputs.output[unit], inputs.upstream[unit])
        for query in 0..<queries {
            let (y, g) = (output.row(query, T.self), upstream.row(query, T.self))
            products[query] = T(Moments.sums(T.self, valueWidth) { (y[$0], g[$0]) }.products)
        }
    }

    /// One tile's share of the gradients.
    private func backward(
        _ tile: Tile, _ loops: Loops, _ kernel: AttentionGradientLoop,
        _ gradients: (q: MatrixRows, k: MatrixRows, v: MatrixRows), _ inputs: GradientInputs,
        _ products: UnsafeMutableRawPointer, unit: Int, query: Int, key: Int
    ) {
        let dtype = loops.dtype
        let count = min(Self.tileQueries, queries - query)
        let keyCount = min(Self.tileKeys, seenKeys(upTo: query + count) - key)
        guard keyCount > 0 else { return }
        let q = inputs.q[unit].from(row: query, dtype)
        let upstream = inputs.upstream[unit].from(row: query, dtype)
        let k = inputs.k[unit].from(row: key, dtype)
        loops.multiply(
            q, k, transposeB: true, into: tile.scores, m: count, n: keyCount, k: width, beta: 0)
        loops.multiply(
            upstream, inputs.v[unit].from(row: key, dtype), transposeB: true, into: tile.slopes,
            m: count, n: keyCount, k: valueWidth, beta: 0)
        if dropout != nil {
            for row in 0..<count {
                let place = tile.factors.from(row: row, dtype).pointer
                Fill.fill(ArrayView(pointer: place, shape: [keyCount], dtype: dtype), with: 1.0)
            }
            drop(
                tile.factors, tile, loops, unit: unit, query: query, count: count, key: key,
                keyCount: keyCount)
        }
        let place = normalizers(inputs.normalizers, unit: unit, query: query)
        kernel.run(
            AttentionGradientCall(
                rows: count, columns: keyCount, scores: tile.scores, slopes: tile.slopes,
                mask: inputs.mask?[unit].from(row: query, column: key, dtype),
                factors: dropout == nil ? nil : tile.factors, scale: scale,
                firstSeen: isCausal ? query + 1 - key : nil,
                largest: place.largest, inverseSums: place.inverseSums,
                products: products + query * dtype.byteCount))
        loops.multiply(
            tile.scores, transposeA: true, upstream, into: gradients.v.from(row: key, dtype),
            m: keyCount, n: valueWidth, k: count, beta: 1)
        loops.multiply(
            tile.slopes, k, into: gradients.q.from(row: query, dtype), m: count, n: width,
            k: keyCount, beta: 1)
        loops.multiply(
            tile.slopes, transposeA: true, q, into: gradients.k.from(row: key, dtype), m: keyCount,
            n: width, k: count, beta: 1)
    }
}
