import Kernels
import Testing

struct BlockTests {
    /// Small blocks come from the C library, large ones, aligned, from the cache.
    @Test(arguments: [0, 1, 7, 8, 9, 959, 960, 961, 1024, 100_000, 5_000_000])
    func blocksAreApart(byteCount: Int) throws {
        let (first, second) = (
            try #require(Block.allocate(byteCount: byteCount)),
            try #require(Block.allocate(byteCount: byteCount))
        )
        #expect(Int(bitPattern: first) % (byteCount > Block.smallLimit ? 64 : 16) == 0)
        first.initializeMemory(as: UInt8.self, repeating: 1, count: byteCount)
        second.initializeMemory(as: UInt8.self, repeating: 2, count: byteCount)
        #expect(
            UnsafeRawBufferPointer(start: first, count: byteCount).allSatisfy { $0 == 1 })
        Block.release(first, byteCount: byteCount)
        Block.release(second, byteCount: byteCount)
    }

    @Test func whatCannotBeHadIsNil() {
        for byteCount in [Int.max, 1 << 62, 1 << 47] {
            #expect(Block.allocate(byteCount: byteCount) == nil)
        }
    }

    @Test func onlyLargeBlocksUseTheCacheAndTheyReturn() async {
        // A process of its own: the cache is everybody's.
        await #expect(processExitsWith: .success) {
            let cache = BufferCache.shared
            let start = cache.statistics
            let small = try #require(Block.allocate(byteCount: 960))
            try #require(cache.statistics == start)
            let large = try #require(Block.allocate(byteCount: 961))
            try #require(cache.statistics.liveBytes == start.liveBytes + 1024)
            Block.release(small, byteCount: 960)
            Block.release(large, byteCount: 961)
            try #require(cache.statistics.liveBytes == start.liveBytes)
            try #require(Block.allocate(byteCount: 1000) == large)
            try #require(cache.statistics.hits == start.hits + 1)
        }
    }
}
