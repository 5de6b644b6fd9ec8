import Synchronization
import Testing

import Kernels

/// A factor of a kernel whose order is B as it lies, and which counts what it is asked for.
struct PackedFactorTests {
    private final class Counts: Sendable {
        let packedRows = Atomic(0)
        let products = Atomic(0)
        let plainProducts = Atomic(0)
    }

    private func kernel(_ counts: Counts, fewestRows: Int = 1, hasMemory: Bool = true) throws
        -> GEMM
    {
        let plain = try GEMM.kernel.loop(.float64)
        return GEMM(
            packing: GEMM.Packing(
                fewestRows: fewestRows, byteCount: { n, k in n * k * 8 },
                pack: { call, rows, panels in
                    counts.packedRows.add(rows.count, ordering: .relaxed)
                    let width = call.transposeB ? call.k : call.n
                    for row in rows {
                        for column in 0..<width {
                            let from = call.b.assumingMemoryBound(to: Double.self)
                            panels.assumingMemoryBound(to: Double.self)[row * width + column] =
                                from[row * call.ldb + column]
                        }
                    }
                },
                run: { call, columns, panels in
                    counts.products.add(1, ordering: .relaxed)
                    guard hasMemory else { return false }
                    var packed = call
                    (packed.b, packed.ldb) = (panels, call.transposeB ? call.k : call.n)
                    plain.run(packed.columns(columns, .float64))
                    return true
                })
        ) {
            counts.plainProducts.add(1, ordering: .relaxed)
            plain.run($0)
        }
    }

    /// A product of [3, 5] by [5, 40] in two parts of columns, as a factor that is packed does it.
    private func product(_ gemm: GEMM, rows: Int = 3) -> [Double] {
        let a = (0..<15).map { Double($0 % 7) - 3 }
        let b = (0..<200).map { Double($0 % 11) - 5 }
        var c = [Double](repeating: .nan, count: 120)
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                c.withUnsafeMutableBytes { c in
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else {
                        return
                    }
                    let call = GEMMCall(
                        m: 3, n: 40, k: 5, a: a, lda: 5, b: b, ldb: 40, c: c, ldc: 40)
                    let factor = PackedFactor.right(of: call, rows: rows, gemm, .float64)
                    factor.multiply(call, columns: 0..<16)
                    factor.multiply(call, columns: 16..<40)
                }
            }
        }
        return c
    }

    private var expected: [Double] {
        get throws { product(GEMM(run: try GEMM.kernel.loop(.float64).run)) }
    }

    @Test func theFactorIsPackedOnceForAllProducts() throws {
        let counts = Counts()
        #expect(try product(kernel(counts)) == expected)
        #expect(counts.packedRows.load(ordering: .relaxed) == 5)
        #expect(counts.products.load(ordering: .relaxed) == 2)
        #expect(counts.plainProducts.load(ordering: .relaxed) == 0)
    }

    @Test func fewRowsAreNotWorthPacking() throws {
        let counts = Counts()
        #expect(try product(kernel(counts, fewestRows: 4)) == expected)
        #expect(counts.packedRows.load(ordering: .relaxed) == 0)
        #expect(counts.plainProducts.load(ordering: .relaxed) == 2)
    }

    @Test func withoutMemoryTheProductIsMadeAllTheSame() throws {
        let counts = Counts()
        #expect(try product(kernel(counts, hasMemory: false)) == expected)
        #expect(counts.plainProducts.load(ordering: .relaxed) == 2)
    }

    /// [A, A′] · [B; B′] of [3, 5] by [5, 40] and [3, 2] by [2, 40], and a bias, in two parts of
    /// columns.
    private func productOfTwoParts(_ gemm: GEMM) -> [Double] {
        let a = (0..<21).map { Double($0 % 7) - 3 }
        // Rows are further apart than they are long.
        let upper = (0..<240).map { $0 % 6 == 5 ? .nan : Double($0 % 11) - 5 }
        let lower = (0..<120).map { $0 % 3 == 2 ? .nan : Double($0 % 13) - 6 }
        let bias = (0..<40).map { Double($0) / 2 }
        var c = [Double](repeating: .nan, count: 120)
        a.withUnsafeBytes { a in
            upper.withUnsafeBytes { upper in
                lower.withUnsafeBytes { lower in
                    bias.withUnsafeBytes { bias in
                        c.withUnsafeMutableBytes { c in
                            guard let a = a.baseAddress, let upper = upper.baseAddress,
                                let lower = lower.baseAddress, let c = c.baseAddress
                            else { return }
                            let call = GEMMCall(
                                transposeB: true, m: 3, n: 40, k: 7, a: a, lda: 7, b: upper, ldb: 6,
                                c: c, ldc: 40, bias: bias.baseAddress)
                            let part = GEMMCall(
                                transposeB: true, m: 3, n: 40, k: 2, a: a, lda: 7, b: lower, ldb: 3,
                                c: c, ldc: 40)
                            let factor = PackedFactor.right(
                                of: call, endingIn: part, rows: 3, gemm, .float64)
                            factor.multiply(call, columns: 0..<16)
                            factor.multiply(call, columns: 16..<40)
                        }
                    }
                }
            }
        }
        return c
    }

    @Test func aFactorOfTwoPartsIsMultipliedInOneWay() throws {
        // Whole numbers and halves: sums are exact in any order.
        let expected = (0..<120).map { place in
            let (row, column) = (place / 40, place % 40)
            var sum = Double(column) / 2
            for p in 0..<7 {
                let a = Double((row * 7 + p) % 7) - 3
                let b =
                    p < 5
                    ? Double((column * 6 + p) % 11) - 5 : Double((column * 3 + p - 5) % 13) - 6
                sum += a * b
            }
            return sum
        }
        let counts = Counts()
        #expect(try productOfTwoParts(kernel(counts)) == expected)
        #expect(counts.packedRows.load(ordering: .relaxed) == 40)
        #expect(counts.products.load(ordering: .relaxed) == 2)
        #expect(counts.plainProducts.load(ordering: .relaxed) == 0)
        let plain = try GEMM.kernel.loop(.float64)
        #expect(productOfTwoParts(plain) == expected)
        for gemm in [
            try kernel(counts, fewestRows: 4), try kernel(counts, hasMemory: false),
        ] {
            counts.plainProducts.store(0, ordering: .relaxed)
            #expect(productOfTwoParts(gemm) == expected)
            #expect(counts.plainProducts.load(ordering: .relaxed) == 4, "each part in two")
        }
    }

    /// Elements between the rows of B′ are not looked at.
    @Test func knowsWhetherWhatItEndsInIsFinite() throws {
        func isFinite<T: BinaryFloatingPoint>(_ element: T, _ dtype: DType) throws -> Bool {
            let gemm = try GEMM.kernel.loop(dtype)
            let elements: [T] = [1, 2, .nan, 3, element, .nan]
            return try elements.withUnsafeBytes { b in
                let b = try #require(b.baseAddress)
                let c = UnsafeMutableRawPointer(mutating: b)
                let lower = GEMMCall(
                    transposeB: true, m: 0, n: 2, k: 2, a: b, lda: 2, b: b, ldb: 3, c: c, ldc: 2)
                let alone = PackedFactor.right(of: lower, rows: 1, gemm, dtype)
                #expect(alone.isLowerFinite)
                let factor = PackedFactor.right(
                    of: lower, endingIn: lower, rows: 1, gemm, dtype)
                let once = factor.isLowerFinite
                #expect(factor.isLowerFinite == once)
                return once
            }
        }
        #expect(try isFinite(4.0, .float64))
        #expect(try isFinite(Float(4), .float32))
        for element in [Float.nan, .infinity, -.infinity] {
            #expect(try !isFinite(element, .float32))
            #expect(try !isFinite(Double(element), .float64))
        }
    }

    /// What is packed of a product with the transpose of B.
    private enum Side { case left, right }

    private func packedSide(
        _ m: Int, _ n: Int, _ k: Int, transposeA: Bool = false, beta: Double = 0
    )
        throws -> Side?
    {
        let side = Mutex<Side?>(nil)
        func packing(_ packed: Side) -> GEMM.Packing {
            GEMM.Packing(
                fewestRows: 5, byteCount: { _, _ in 8 },
                pack: { _, _, _ in side.withLock { $0 = packed } }, run: { _, _, _ in true })
        }
        let gemm = GEMM(packing: packing(.right), leftPacking: packing(.left)) { _ in }
        var element = 0.0
        withUnsafeMutableBytes(of: &element) { memory in
            // Nothing is read or written: the kernel does nothing.
            guard let start = memory.baseAddress else { return }
            gemm(
                GEMMCall(
                    transposeA: transposeA, transposeB: true, m: m, n: n, k: k, a: start, lda: k,
                    b: start, ldb: k, c: start, ldc: n, beta: beta), dtype: .float32)
        }
        return side.withLock { $0 }
    }

    @Test func aSmallBatchIsPackedInPlaceOfALargeWeight() throws {
        #expect(try packedSide(128, 512, 784) == .left)
        #expect(try packedSide(128, 512, 784, beta: 1) == .right, "C would be added to")
        #expect(try packedSide(128, 512, 784, transposeA: true) == .right)
        #expect(try packedSide(128, 255, 784) == .right, "the weight is not twice as large")
        #expect(try packedSide(20, 1024, 1024) == .right, "12 of 32 lanes would be empty")
        #expect(try packedSide(20, 4096, 1024) == .left, "the weight does not stay in the caches")
        #expect(try packedSide(6, 4096, 1024) == .right, "10 of 16 lanes would be empty")
        #expect(try packedSide(4, 4096, 1024) == nil, "fewer rows than the kernel packs for")
    }
}
