import Kernels
import Testing

struct StorageTests {
    /// Small blocks come from the C library, large ones from the cache.
    @Test(arguments: [0, 1, 7, 8, 9, 959, 960, 961, 1024, 100_000, 5_000_000])
    func holdsItsBytes(byteCount: Int) throws {
        let storage = try #require(Storage.allocate(byteCount: byteCount))
        let other = try #require(Storage.allocate(byteCount: byteCount))
        #expect(storage.byteCount == byteCount)
        #expect(Int(bitPattern: storage.pointer) % (byteCount > 960 ? 64 : 8) == 0)
        storage.pointer.initializeMemory(as: UInt8.self, repeating: 1, count: byteCount)
        other.pointer.initializeMemory(as: UInt8.self, repeating: 2, count: byteCount)
        #expect(
            UnsafeRawBufferPointer(start: storage.pointer, count: byteCount)
                .allSatisfy { $0 == 1 })
        withExtendedLifetime((storage, other)) {}
    }

    @Test func whatCannotBeHadIsNil() {
        for byteCount in [Int.max, 1 << 62, 1 << 47] {
            #expect(Storage.allocate(byteCount: byteCount) == nil)
        }
        #expect(Storage.allocate(byteCount: 100) != nil)
    }

    @Test func onlyLargeBlocksUseTheCacheAndTheyReturn() async {
        // A process of its own: the cache is everybody's.
        await #expect(processExitsWith: .success) {
            let cache = BufferCache.shared
            let start = cache.statistics
            var storage = Storage.allocate(byteCount: 960)
            try #require(cache.statistics == start)
            storage = Storage.allocate(byteCount: 961)
            try #require(cache.statistics.liveBytes == start.liveBytes + 1024)
            try #require(cache.statistics.misses == start.misses + 1)
            let pointer = storage?.pointer
            storage = nil
            try #require(cache.statistics.liveBytes == start.liveBytes)
            try #require(cache.statistics.cachedBytes == start.cachedBytes + 1024)
            storage = Storage.allocate(byteCount: 1000)
            try #require(storage?.pointer == pointer)
            try #require(cache.statistics.hits == start.hits + 1)
        }
    }
}
