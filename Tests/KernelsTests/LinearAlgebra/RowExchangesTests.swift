import Kernels
import TestSupport
import Testing

struct RowExchangesTests {
    @Test func exchangesAndUndoes() {
        let pivots = Guarded([2, 2, 2] as [Int64])
        let rows = RowExchanges(pivots.view.pointer, count: 3)
        let single = Guarded([1, 2, 3, 4, 5, 6] as [Float])
        rows.apply(single.view.pointer, columns: 2, .float32)
        #expect(single.elements == [3, 1, 2, 6, 4, 5])
        rows.apply(single.view.pointer, columns: 2, .float32, isBackwards: true)
        #expect(single.elements == [1, 2, 3, 4, 5, 6] && single.isIntact)
    }

    @Test func determinants() {
        let pivots = Guarded([1, 1] as [Int64])
        let rows = RowExchanges(pivots.view.pointer, count: 2)
        func determinant(_ first: Double, _ second: Double) -> (Double, Double, Double) {
            rows.determinant(Guarded([first, 7, 7, second]).view.pointer, .float64)
        }
        #expect(determinant(1, -8) == (1, Double.log(8), 8))
        #expect(determinant(0, 3) == (0, -.infinity, 0))
        #expect(determinant(.nan, 3).0.isNaN && determinant(.nan, 3).2.isNaN)
        let single = rows.determinant(Guarded([2, 0, 0, 3] as [Float]).view.pointer, .float32)
        #expect(single.sign == -1 && single.size == 6)
    }
}
