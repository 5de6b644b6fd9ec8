import Kernels
import Testing

struct CrossEntropyTargetTests {
    private func target(
        _ labels: [Int64], weights: ArrayView? = nil, classes: Int = 3, ignoreIndex: Int = -100
    ) -> CrossEntropyTarget {
        CrossEntropyTarget(
            labels: Guarded(labels).view, weights: weights, classes: classes,
            ignoreIndex: ignoreIndex, smoothing: 0)
    }

    @Test func findsTheFirstLabelThatIsNoClass() {
        #expect(target([0, 2, 1]).firstOutside(rows: 3) == nil)
        #expect(target([0, 3, -1]).firstOutside(rows: 3) == 1)
        #expect(target([0, -1]).firstOutside(rows: 2) == 1)
        #expect(target([-100, 1]).firstOutside(rows: 2) == nil)
        #expect(target([-100], ignoreIndex: 5).firstOutside(rows: 1) == 0)
        #expect(target([7, 1], ignoreIndex: 7).firstOutside(rows: 2) == nil)
        #expect(target([.min, .max]).firstOutside(rows: 2) == 0)
        #expect(target([5]).firstOutside(rows: 0) == nil, "later rows are not read")
        #expect(target([0], classes: 0).firstOutside(rows: 1) == 0)
    }

    @Test func countsRowsAndWeights() {
        let plain = target([0, 2, -100, 2]).total(rows: 4, .float32)
        #expect(plain.count == 3 && plain.weight == 3)
        let single = Guarded([0.5, 1, 4] as [Float])
        let some = target([0, 2, -100, 2], weights: single.view).total(rows: 4, .float32)
        #expect(some.count == 3 && some.weight == 8.5)
        let double = Guarded([0.5, 1, 4] as [Double])
        let ignored = target([1, 1], weights: double.view, ignoreIndex: 1).total(rows: 2, .float64)
        #expect(ignored.count == 0 && ignored.weight == 0)
        #expect(target([2], weights: double.view).total(rows: 1, .float64).weight == 4)
    }
}
