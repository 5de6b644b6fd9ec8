import Kernels
import Testing

struct KernelPlaceTests {
    @Test func aPlaceGivesThePortableLoopWhateverTheTableHas() {
        let kernel = Kernel<UnaryLoop>("test.place") { dtype in
            dtype == .float32 ? UnaryLoop { _, _, _, _ in } : nil
        }
        let table = KernelTable([
            KernelTable.Key("test.place", .float64): UnaryLoop { _, _, _, _ in }
        ])
        KernelTable.withTable(table) {
            let place: any KernelPlace = kernel
            #expect(place.name == "test.place")
            #expect(place.portableLoop(.float32) is UnaryLoop)
            #expect(place.portableLoop(.float64) == nil)
            #expect(kernel(.float64) != nil)
        }
    }
}
