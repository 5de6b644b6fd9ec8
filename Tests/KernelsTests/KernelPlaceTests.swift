import Kernels
import Testing

struct KernelPlaceTests {
    @Test func aPlaceGivesThePortableLoopWhateverTheTableHas() throws {
        let loop = UnaryLoop { _, _, _, _ in }
        let kernel = Kernel<UnaryLoop>("test.place") { $0 == .float32 ? loop : nil }
        let place: any KernelPlace = kernel
        #expect(place.name == "test.place")
        #expect(place.portableLoop(.float32) is UnaryLoop && place.portableLoop(.int32) == nil)
        let other = GEMM { _ in }
        let table = KernelTable([KernelTable.Key("test.place", .float32): other])
        #expect(KernelTable.withTable(table) { place.portableLoop(.float32) is UnaryLoop })
    }
}
