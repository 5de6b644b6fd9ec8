import Kernels
import Synchronization
import Testing

/// Products of a kernel that counts how often it puts a factor in order, and computes nothing.
struct KeptFactorsTests {
    private final class Packs: Sendable {
        private let packs = Mutex(0)
        /// Since they were last asked for.
        var new: Int {
            packs.withLock { count in
                defer { count = 0 }
                return count
            }
        }

        func add() { packs.withLock { $0 += 1 } }
    }

    private let packs = Packs()

    private func kernel(fewestRows: Int = 1, byteCount: Int = 64) -> GEMM {
        let packs = packs
        return GEMM(
            packing: GEMM.Packing(
                fewestRows: fewestRows, byteCount: { _, _ in byteCount },
                pack: { _, _, _ in packs.add() }, run: { _, _, _ in true })
        ) { _ in }
    }

    private func block() throws -> Storage { try #require(Storage.allocate(byteCount: 4096)) }

    /// A factor of some columns, from an element of the block on.
    private func multiply(
        _ gemm: GEMM, _ block: Storage, from element: Int = 0, columns: Int = 40, rows: Int = 3,
        isTransposed: Bool = false, _ dtype: DType = .float64
    ) {
        let start = block.pointer + element * 8
        let call = GEMMCall(
            transposeB: isTransposed, m: rows, n: columns, k: 5, a: start, lda: 5, b: start,
            ldb: 40, c: start, ldc: 40)
        PackedFactor.right(of: call, rows: rows, gemm, dtype, in: block).multiply(call)
    }

    @Test func fromTheSecondProductOnAFactorStaysInOrder() throws {
        let (gemm, block) = (kernel(), try block())
        var counts: [Int] = []
        for _ in 0..<5 {
            multiply(gemm, block)
            counts.append(packs.new)
        }
        #expect(counts == [1, 1, 0, 0, 0])
    }

    @Test func whatIsWrittenOverIsPutInOrderAgain() throws {
        let (gemm, block) = (kernel(), try block())
        for _ in 0..<3 { multiply(gemm, block) }
        block.factors.forget()
        _ = packs.new
        multiply(gemm, block)
        block.factors.forget()
        multiply(gemm, block)
        #expect(packs.new == 2, "as in training, where a product with each weight comes once")
        multiply(gemm, block)
        multiply(gemm, block)
        #expect(packs.new == 1)
    }

    @Test func otherElementsOrAnotherOrderAreAnotherFactor() throws {
        let (gemm, other, block) = (kernel(), kernel(), try block())
        for _ in 0..<2 { multiply(gemm, block) }
        _ = packs.new
        multiply(gemm, block, from: 1)
        multiply(gemm, block, columns: 39)
        multiply(gemm, block, isTransposed: true)
        #expect(packs.new == 3)
        multiply(gemm, block, .float32)
        multiply(other, block)
        #expect(packs.new == 2)
    }

    @Test func thoseLeastLatelyUsedGo() throws {
        let (gemm, block) = (kernel(), try block())
        for element in 0..<4 {
            for _ in 0..<2 { multiply(gemm, block, from: element) }
        }
        multiply(gemm, block, from: 0)
        _ = packs.new
        multiply(gemm, block, from: 4)
        #expect(packs.new == 1)
        for element in [0, 2, 3] { multiply(gemm, block, from: element) }
        #expect(packs.new == 0)
        multiply(gemm, block, from: 1)
        #expect(packs.new == 1)
    }

    /// A factor whose upper half lies in one block and its lower half in another.
    private func multiply(
        _ gemm: GEMM, _ upper: Storage, above lower: Storage, lowerFrom place: Int = 0
    ) {
        let (start, below) = (upper.pointer, lower.pointer + place * 8)
        let part = GEMMCall(
            transposeB: true, m: 3, n: 40, k: 5, a: start, lda: 10, b: below, ldb: 5, c: start,
            ldc: 40)
        var call = part
        (call.k, call.b) = (10, UnsafeRawPointer(start))
        let kept = PackedFactor.kept(
            rightOf: call, endingIn: part, rows: 3, gemm, .float64, in: upper, lowerIn: lower)
        let factor = kept ?? .right(of: call, endingIn: part, rows: 3, gemm, .float64)
        factor.multiply(call)
    }

    @Test func aFactorOfTwoBlocksStaysAsLongAsBothAreUnchanged() throws {
        let (gemm, upper, lower) = (kernel(), try block(), try block())
        func timesPacked() -> [Int] {
            (0..<3).map { _ in
                multiply(gemm, upper, above: lower)
                return packs.new
            }
        }
        #expect(timesPacked() == [1, 1, 0])
        upper.factors.forget()
        #expect(timesPacked() == [1, 1, 0])
        lower.factors.forget()
        #expect(timesPacked() == [1, 1, 0])
        #expect(timesPacked() == [0, 0, 0])
    }

    @Test func aFactorOfTwoBlocksIsThatOfBothPlaces() throws {
        let (gemm, upper, lower, other) = (kernel(), try block(), try block(), try block())
        for _ in 0..<2 { multiply(gemm, upper, above: lower) }
        _ = packs.new
        multiply(gemm, upper, above: other)
        multiply(gemm, lower, above: upper)
        multiply(gemm, upper, above: lower, lowerFrom: 1)
        #expect(packs.new == 3)
        multiply(gemm, upper, above: lower)
        #expect(packs.new == 0)
    }

    @Test func bothPartsOfAFactorMayLieInOneBlock() throws {
        let (gemm, block) = (kernel(), try block())
        let counts = (0..<4).map { _ in
            multiply(gemm, block, above: block, lowerFrom: 200)
            return packs.new
        }
        #expect(counts == [1, 1, 0, 0])
        block.factors.forget()
        multiply(gemm, block, above: block, lowerFrom: 200)
        #expect(packs.new == 1)
    }

    @Test func fewRowsAndLargeFactorsAreNotKept() throws {
        let block = try block()
        for gemm in [kernel(fewestRows: 4), kernel(byteCount: (8 << 20) + 1)] {
            for _ in 0..<3 { multiply(gemm, block) }
        }
        #expect(packs.new == 3, "of the large one; few rows are not packed at all")
    }

    @Test func allTogetherStayBelowALimitAndGoWithTheirBlocks() async {
        // A process of its own: the limit is everybody's.
        await #expect(processExitsWith: .success) {
            let tests = KeptFactorsTests()
            let gemm = tests.kernel(byteCount: 8 << 20)
            func timesPacked(_ block: Storage) -> Int {
                _ = tests.packs.new
                for _ in 0..<4 { tests.multiply(gemm, block) }
                return tests.packs.new
            }
            do {
                var blocks: [Storage] = []
                for _ in 0..<8 {
                    let block = try tests.block()
                    try #require(timesPacked(block) == 2)
                    blocks.append(block)
                }
                try #require(try timesPacked(tests.block()) == 4, "eight have the 64 MiB")
                blocks[3].factors.forget()
                try #require(try timesPacked(tests.block()) == 2)
            }
            try #require(try timesPacked(tests.block()) == 2)
        }
    }

    /// Blocks of rows, of columns, and small products on one thread.
    @Test(arguments: [(5, 40, 60), (128, 512, 784), (64, 256, 784), (300, 64, 300), (40, 10, 256)])
    func theBitsStayTheSame(m: Int, n: Int, k: Int) throws {
        for isTransposed in [false, true] {
            let a = (0..<m * k).map { Float(($0 * 37) % 101) / 101 - 0.5 }
            let block = try #require(Storage.allocate(byteCount: n * k * 4))
            let numbers = block.pointer.bindMemory(to: Float.self, capacity: n * k)
            for index in 0..<n * k { numbers[index] = Float((index * 53) % 97) / 97 - 0.5 }
            let gemm = try GEMM.kernel.loop(.float32)
            let results = a.withUnsafeBytes { a in
                (0..<4).map { _ in
                    var c = [Float](repeating: .nan, count: m * n)
                    c.withUnsafeMutableBytes { c in
                        guard let a = a.baseAddress, let c = c.baseAddress else { return }
                        gemm(
                            GEMMCall(
                                transposeB: isTransposed, m: m, n: n, k: k, a: a, lda: k,
                                b: block.pointer, ldb: isTransposed ? k : n, c: c, ldc: n),
                            dtype: .float32, rightIn: block)
                    }
                    return c
                }
            }
            #expect(!results[0].contains { $0.isNaN })
            for result in results.dropFirst() { #expect(result == results[0]) }
        }
    }
}
