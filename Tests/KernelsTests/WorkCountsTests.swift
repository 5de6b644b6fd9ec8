import Testing

import Kernels

struct WorkCountsTests {
    @Test func whatAThreadHasDoneIsCounted() throws {
        let before = WorkCounts.current
        _ = GEMM.kernel(.float32)
        _ = GEMM.kernel(.float64)
        let (source, target) = (Guarded<Float>([1, 2, 3]), Guarded<Float>(shape: [3]))
        Copy.copy(target.view, source.view)
        let done = WorkCounts.current - before
        #expect(done.kernelCalls == 2 && done.bytesCopied == 12)
    }

    @Test func requestsForLargeBlocksAreCounted() throws {
        // Other tests ask too, at the same time.
        let before = WorkCounts.current
        for _ in 0..<100 {
            let block = try #require(Block.allocate(byteCount: Block.smallLimit + 1))
            Block.release(block, byteCount: Block.smallLimit + 1)
        }
        #expect((WorkCounts.current - before).largeAllocations >= 100)
    }
}
