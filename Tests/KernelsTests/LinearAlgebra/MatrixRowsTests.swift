import Kernels
import Testing

struct MatrixRowsTests {
    @Test func rowsLieAStrideApart() {
        let memory = Guarded<Float>([1, 2, 3, 4, 5, 6], [2, 3])
        let rows = MatrixRows(memory.pointer, stride: 3)
        #expect(rows.stride == 3 && rows.pointer == UnsafeMutableRawPointer(memory.pointer))
    }
}
