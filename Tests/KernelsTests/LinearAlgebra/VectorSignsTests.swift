import Kernels
import Testing

struct VectorSignsTests {
    @Test func theFirstLargeComponentIsPositive() {
        let vectors = Guarded([0.1, -1, 0.9, -1, 1, 0, 0, 0, 0] as [Double])
        let others = Guarded([1.0, 2, 3, 4, 5, 6])
        VectorSigns.normalize(
            vectors.view.pointer, rows: 3, count: 3, .float64, with: others.view.pointer,
            otherRows: 2)
        #expect(vectors.elements == [-0.1, 1, -0.9, 1, -1, 0, 0, 0, 0])
        #expect(others.elements == [-1, -2, -3, -4, 5, 6] && vectors.isIntact && others.isIntact)
        let single = Guarded([-0.5, 1] as [Float])
        VectorSigns.normalize(single.view.pointer, rows: 2, count: 1, .float32)
        #expect(single.elements == [0.5, -1])
    }
}
