import Kernels
import Synchronization
import TensorCore
import Testing

struct SharedMemoryTests {
    @Test func tensorsHoldIt() throws {
        final class Owner: Sendable {
            let released = Atomic(false)
            var isReleased: Bool { released.load(ordering: .relaxed) }
        }
        let owner = Owner()
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)
        bytes.storeBytes(of: 1.5, as: Double.self)
        bytes.storeBytes(of: 2.5, toByteOffset: 8, as: Double.self)
        var memory = SharedMemory(bytes) {
            $0.deallocate()
            owner.released.store(true, ordering: .relaxed)
        }
        var second = try #require(memory?.tensor([1], .float64, at: 8))
        var both = memory?.tensor([2], .float64, at: 0)
        #expect(both?.toArray(as: Double.self) == [1.5, 2.5])
        // Shared: what is written goes to a copy.
        try second.writableView(operation: "test").pointer.storeBytes(of: 9, as: Double.self)
        #expect(both?.toArray(as: Double.self) == [1.5, 2.5])
        #expect(second.toArray(as: Double.self) == [9])

        memory = nil
        #expect(both?.count == 2 && !owner.isReleased)
        both = nil
        #expect(owner.isReleased)
    }

    @Test func whatDoesNotLieWithinIsNoTensor() throws {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)
        let memory = try #require(SharedMemory(bytes) { $0.deallocate() })
        #expect(memory.tensor([4], .float32, at: 0) != nil)
        #expect(memory.tensor([5], .float32, at: 0) == nil)
        #expect(memory.tensor([1], .float32, at: 16) == nil)
        #expect(memory.tensor([0], .float32, at: 16)?.count == 0)
        #expect(memory.tensor([2], .float32, at: 2) == nil)
        #expect(memory.tensor([1], .float32, at: -4) == nil)
        #expect(memory.tensor([1 << 62, 4], .float32, at: 0) == nil)
        #expect(memory.bytes(4..<8).count == 4)
        #expect(SharedMemory(UnsafeMutableRawBufferPointer(start: nil, count: 0)) { _ in } == nil)
    }
}
