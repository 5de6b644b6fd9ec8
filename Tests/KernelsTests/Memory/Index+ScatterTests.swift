import Kernels
import TestSupport
import Testing

struct IndexScatterTests {
    @Test func theLastStays() {
        let target = Guarded<Float>([0, 0, 0, 0, 0, 0])
        let source = Guarded<Float>([1, 2, 3, 4])
        let indices = Guarded<Int64>([2, 0, 2, 1])
        Index.scatter(
            target.view.reshaped([3, 2]), source.view.reshaped([2, 2]),
            indices.view.reshaped([2, 2]), axis: 0)
        #expect(target.elements == [0, 2, 0, 4, 3, 0] && target.isIntact)
    }

    @Test func extremesReplaceAndNaNStays() {
        func found<T: Element>(_ start: [T], _ source: [T], isMaximum: Bool) -> [T] {
            let (target, source) = (Guarded(start), Guarded(source))
            let indices = Guarded<Int64>([0, 0, 1, 2])
            Index.scatterExtreme(
                target.view, source.view, indices.view, axis: 0, isMaximum: isMaximum)
            return target.elements
        }
        #expect(found([1, 9, 4] as [Double], [2, 3, 5, 4], isMaximum: true) == [3, 9, 4])
        #expect(found([1, 9, 4] as [Double], [2, 3, 5, 4], isMaximum: false) == [1, 5, 4])
        #expect(found([1, 9, 4] as [Int64], [2, 3, 5, 4], isMaximum: true) == [3, 9, 4])
        #expect(found([1, 9, 4] as [UInt8], [2, 3, 5, 4], isMaximum: false) == [1, 5, 4])
        let hazards = found([.nan, 9, 4] as [Float], [2, 3, .nan, 5], isMaximum: true)
        #expect(hazards[0].isNaN && hazards[1].isNaN && hazards[2] == 5)
    }

    @Test func nonzerosComeInOrder() {
        var places: [Int] = []
        Index.forEachNonzero(Guarded<Float>([0, -0.0, .nan, Float.leastNonzeroMagnitude, 0]).view) {
            places.append($0)
        }
        #expect(places == [2, 3])
        places = []
        Index.forEachNonzero(Guarded<Int64>([.min, 0, 1 << 40]).view) { places.append($0) }
        #expect(places == [0, 2])
    }
}
