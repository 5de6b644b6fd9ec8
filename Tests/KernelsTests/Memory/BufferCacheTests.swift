import Kernels
import TestSupport
import Testing

struct BufferCacheTests {
    @Test func reusesTheBlockOfTheSameSize() throws {
        let cache = BufferCache(limit: 1 << 30)
        let first = try #require(cache.acquire(byteCount: 10_000))
        cache.release(first, byteCount: 10_000)
        #expect(cache.acquire(byteCount: 10_000) == first)
        let second = try #require(cache.acquire(byteCount: 10_000))
        #expect(second != first, "a block that is out is not given twice")
        cache.release(first, byteCount: 10_000)
        cache.release(second, byteCount: 10_000)
        #expect(cache.acquire(byteCount: 10_000) == second, "the last one in is the warmest")
        cache.release(second, byteCount: 10_000)
        #expect(cache.statistics.hits == 2 && cache.statistics.misses == 2)
        cache.removeAll()
    }

    @Test func sizesWasteAQuarterAtMost() throws {
        let cache = BufferCache(limit: 0)
        for byteCount in [1024, 1025, 1280, 1281, 4095, 4096, 4097, 99_999, 1 << 20, (1 << 20) + 1]
        {
            let block = try #require(cache.acquire(byteCount: byteCount))
            let size = cache.statistics.liveBytes
            #expect(size >= byteCount && Double(size) <= 1.25 * Double(byteCount), "\(byteCount)")
            block.initializeMemory(as: UInt8.self, repeating: 1, count: size)
            cache.release(block, byteCount: byteCount)
            #expect(cache.statistics.liveBytes == 0)
        }
    }

    @Test func neighbouringSizesShareAClass() throws {
        let cache = BufferCache(limit: 1 << 30)
        for (a, b) in [(1, 1024), (1025, 1280), (1281, 1536), (1793, 2048), (2049, 2560)] {
            let block = try #require(cache.acquire(byteCount: a))
            cache.release(block, byteCount: a)
            #expect(cache.acquire(byteCount: b) == block, "\(a), \(b)")
            #expect(cache.acquire(byteCount: b + 1) != block)
            cache.release(block, byteCount: b)
        }
        cache.removeAll()
    }

    @Test func blocksAreAligned() throws {
        let cache = BufferCache(limit: 0)
        for byteCount in [0, 1, 1000, 5000, 1 << 20, 5 << 20] {
            let block = try #require(cache.acquire(byteCount: byteCount))
            #expect(Int(bitPattern: block) % 64 == 0)
            cache.release(block, byteCount: byteCount)
        }
    }

    @Test func keepsNoMoreThanItsLimit() throws {
        let cache = BufferCache(limit: 10 * 1024)
        let blocks = try (0..<20).map { _ in try #require(cache.acquire(byteCount: 1024)) }
        #expect(cache.statistics.liveBytes == 20 * 1024 && cache.statistics.cachedBytes == 0)
        for block in blocks { cache.release(block, byteCount: 1024) }
        #expect(cache.statistics.liveBytes == 0 && cache.statistics.cachedBytes == 10 * 1024)
        #expect(cache.statistics.peakLiveBytes == 20 * 1024)
        let large = try #require(cache.acquire(byteCount: 20 * 1024))
        cache.release(large, byteCount: 20 * 1024)
        #expect(cache.statistics.cachedBytes == 10 * 1024)
        cache.limit = 20 * 1024
        #expect(cache.limit == 20 * 1024 && cache.statistics.cachedBytes == 10 * 1024)
        cache.limit = 1024
        #expect(cache.statistics.cachedBytes == 0, "a limit below what is kept empties the cache")
    }

    @Test func emptyingGivesAllBack() throws {
        let cache = BufferCache(limit: 1 << 30)
        for byteCount in [1024, 5000, 100_000] {
            let block = try #require(cache.acquire(byteCount: byteCount))
            cache.release(block, byteCount: byteCount)
        }
        #expect(cache.statistics.cachedBytes > 106_000)
        cache.removeAll()
        #expect(cache.statistics.cachedBytes == 0)
        _ = cache.acquire(byteCount: 1024).map { cache.release($0, byteCount: 1024) }
        #expect(cache.statistics.misses == 4 && cache.statistics.hits == 0)
        cache.removeAll()
    }

    @Test func withoutMemoryThereIsNil() {
        let cache = BufferCache(limit: 1 << 30)
        for byteCount in [-1, Int.min, 1 << 47, Int.max] {
            #expect(cache.acquire(byteCount: byteCount) == nil, "\(byteCount)")
        }
        #expect(cache.statistics == BufferCache.Statistics())
    }

    @Test(.enabled(if: refusesTooMuchMemory))
    func aFailedRequestEmptiesTheCacheFirst() throws {
        let cache = BufferCache(limit: 1 << 30)
        let block = try #require(cache.acquire(byteCount: 1024))
        cache.release(block, byteCount: 1024)
        #expect(cache.acquire(byteCount: 1 << 46) == nil)
        #expect(cache.statistics.cachedBytes == 0)
    }

    @Test func manyThreadsNeverGetTheSameBlock() throws {
        let cache = BufferCache(limit: 1 << 20)
        try onThreads(8) { thread in
            var random = SplitMix(state: UInt64(thread))
            for _ in 0..<2000 {
                let byteCount = Int.random(in: 1024...5000, using: &random)
                let block = try #require(cache.acquire(byteCount: byteCount))
                let mark = UInt8(thread)
                block.initializeMemory(as: UInt8.self, repeating: mark, count: byteCount)
                let bytes = UnsafeRawBufferPointer(start: block, count: byteCount)
                #expect(bytes.first == mark && bytes.last == mark)
                cache.release(block, byteCount: byteCount)
            }
        }
        #expect(cache.statistics.liveBytes == 0)
        #expect(cache.statistics.hits + cache.statistics.misses == 16_000)
        #expect(cache.statistics.cachedBytes <= 1 << 20)
        cache.removeAll()
    }
}
