import Foundation
import Kernels
import Testing

struct StorageTests {
    @Test(arguments: [0, 1, 960, 961, 100_000])
    func holdsItsBytes(byteCount: Int) throws {
        let storage = try #require(Storage.allocate(byteCount: byteCount))
        #expect(storage.byteCount == byteCount)
        storage.pointer.initializeMemory(as: UInt8.self, repeating: 1, count: byteCount)
        withExtendedLifetime(storage) {}
    }

    @Test func withoutMemoryThereIsNone() {
        #expect(Storage.allocate(byteCount: .max) == nil)
    }

    @Test func theBlockGoesBackWithTheLastReference() async {
        // A process of its own: the cache is everybody's.
        await #expect(processExitsWith: .success) {
            let cache = BufferCache.shared
            let start = cache.statistics
            var storage = Storage.allocate(byteCount: 5000)
            var other = storage
            try #require(cache.statistics.liveBytes == start.liveBytes + 5120)
            storage = nil
            try #require(other?.byteCount == 5000)
            try #require(cache.statistics.liveBytes == start.liveBytes + 5120)
            other = nil
            try #require(cache.statistics.liveBytes == start.liveBytes)
            try #require(cache.statistics.cachedBytes == start.cachedBytes + 5120)
        }
    }

    @Test func memoryFromElsewhereIsTakenBack() async {
        await #expect(processExitsWith: .success) {
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)
            var storage = Storage(bytes) { taken in
                taken.deallocate()
                exit(taken.count == 32 ? EXIT_SUCCESS : EXIT_FAILURE)
            }
            try #require(storage?.pointer == bytes.baseAddress)
            storage = nil
            exit(EXIT_FAILURE)
        }
    }
}
