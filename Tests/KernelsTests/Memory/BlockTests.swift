import Kernels
import Testing

struct BlockTests {
    /// Small ones are aligned for every element, large ones for vectors too.
    @Test(arguments: [0, 1, 8, Kernels.Block.smallLimit, Kernels.Block.smallLimit + 1, 1 << 20])
    func isAligned(byteCount: Int) throws {
        let pointer = try #require(Kernels.Block.allocate(byteCount: byteCount))
        let alignment = byteCount > Kernels.Block.smallLimit ? 64 : 16
        #expect(Int(bitPattern: pointer) % alignment == 0)
        pointer.initializeMemory(as: UInt8.self, repeating: 7, count: byteCount)
        Kernels.Block.release(pointer, byteCount: byteCount)
    }

    @Test func whatCannotBeHadIsNil() {
        #expect(Kernels.Block.allocate(byteCount: .max) == nil)
    }
}
