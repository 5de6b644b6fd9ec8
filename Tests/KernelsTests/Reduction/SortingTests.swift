import Kernels
import TestSupport
import Testing

struct SortingTests {
    private func order<T: Element>(
        _ values: [T], _ shape: Shape, axis: Int, isDescending: Bool = false
    ) -> [Int64] {
        let out = Guarded<Int64>(shape: shape)
        Sorting.order(
            out.view, Guarded(values, shape).view, axis: axis, isDescending: isDescending)
        #expect(out.isIntact)
        return out.elements
    }

    @Test func equalOnesStayInOrderInEveryType() {
        func check<T: Element>(_: T.Type) {
            let values = [2, 1, 3, 1, 2].map { T($0) }
            #expect(order(values, [5], axis: 0) == [1, 3, 0, 4, 2])
            #expect(order(values, [5], axis: 0, isDescending: true) == [2, 0, 4, 1, 3])
        }
        check(Float.self)
        check(Double.self)
        check(Int32.self)
        check(Int64.self)
        check(UInt8.self)
    }

    @Test func notANumberIsLargest() {
        let values = [Double.nan, 1, .infinity, .nan, -.infinity]
        #expect(order(values, [5], axis: 0) == [4, 1, 2, 0, 3])
        #expect(order(values, [5], axis: 0, isDescending: true) == [0, 3, 2, 1, 4])
    }

    @Test func linesAlongAnAxis() {
        #expect(order([3, 1, 2, 2, 1, 3] as [Float], [3, 2], axis: 0) == [2, 0, 1, 1, 0, 2])
        #expect(order([3, 1, 2, 2, 1, 3] as [Float], [3, 2], axis: 1) == [1, 0, 0, 1, 0, 1])
        #expect(order([7.0], [], axis: 0) == [0] && order([] as [Double], [0], axis: 0) == [])
    }

    @Test func aLongLineIsSorted() {
        var random = SplitMix(state: 5)
        let values = (0..<5000).map { _ in Int64.random(in: 0..<300, using: &random) }
        let sorted = order(values, [5000], axis: 0).map { (values[Int($0)], $0) }
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func placesInSortedLines() {
        func places(_ sorted: [Double], _ shape: Shape, _ values: [Double], _ right: Bool)
            -> [Int64]
        {
            let lines = shape.count > 1 ? shape[0] : 1
            let out = Guarded<Int64>(shape: [lines, values.count / lines])
            Sorting.search(
                out.view, Guarded(sorted, shape).view, Guarded(values, out.shape).view,
                isRight: right)
            #expect(out.isIntact)
            return out.elements
        }
        #expect(places([1, 2, 2, 3], [4], [0, 2, 9, .nan], false) == [0, 1, 4, 4])
        #expect(places([1, 2, 2, 3], [4], [0, 2, 9, .nan], true) == [0, 3, 4, 4])
        #expect(places([1, 3, 10, 30], [2, 2], [2, 20], false) == [1, 1])
        #expect(places([], [0], [2], false) == [0])
    }
}
