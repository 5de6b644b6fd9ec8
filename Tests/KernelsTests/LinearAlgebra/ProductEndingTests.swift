import Kernels
import TestSupport
import Testing

struct ProductEndingTests {
    /// One of each way through: a small product, one on one thread, blocks of columns, of rows, of
    /// both, a left factor in order, strips; C with and without gaps, B as it lies and transposed.
    @Test(
        arguments: [
            (3, 5, 4), (40, 30, 50), (16, 4096, 64), (300, 40, 90), (128, 512, 784), (32, 512, 256),
            (24, 1300, 1700), (2000, 1, 300),
        ], [0, 3])
    func eachElementGoesThroughItOnce(_ sizes: (m: Int, n: Int, k: Int), gap: Int) throws {
        let (m, n, k) = sizes
        var random = SplitMix(state: 5)
        let a = Guarded<Float>([m, k], in: -1...1, &random)
        let b = Guarded<Float>([n, k], in: -1...1, &random)
        let block = try #require(Storage.allocate(byteCount: n * k * 4))
        block.pointer.copyMemory(from: b.view.pointer, byteCount: n * k * 4)
        // Neither of its own inverse nor of its own square: applied twice, it is seen.
        let ending = ProductEnding(
            UnaryLoop { out, x, count, p in
                let (out, x) = (
                    out.assumingMemoryBound(to: Float.self), x.assumingMemoryBound(to: Float.self)
                )
                for i in 0..<count { out[i] = 2 * x[i] + Float(p[0]) }
            }, SIMD4(7, 0, 0, 0))
        let gemm = try GEMM.kernel.loop(.float32)
        for isTransposed in [false, true] {
            func product(_ ending: ProductEnding?, in owner: Storage?) -> [Float] {
                let c = Guarded<Float>([m, n + gap], in: 0...0, &random)
                gemm(
                    GEMMCall(
                        transposeB: isTransposed, m: m, n: n, k: k, a: a.view.pointer, lda: k,
                        b: owner?.pointer ?? b.view.pointer, ldb: isTransposed ? k : n,
                        c: c.view.pointer, ldc: n + gap),
                    dtype: .float32, rightIn: owner, endingIn: ending)
                #expect(c.isIntact)
                return c.elements
            }
            for owner in [nil, block, block, block] {
                let plain = product(nil, in: owner)
                let expected = plain.enumerated().map { index, value in
                    index % (n + gap) < n ? 2 * value + 7 : value
                }
                #expect(product(ending, in: owner) == expected, "\(isTransposed)")
            }
        }
    }
}
