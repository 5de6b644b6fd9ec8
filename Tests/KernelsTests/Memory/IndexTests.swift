import Kernels
import TestSupport
import Testing

struct IndexTests {
    private static let shapes: [Shape] = [
        [5], [3, 4], [2, 5, 3], [2, 3, 2, 4], [1, 1], [4, 0, 2],
    ]

    /// Every axis of some shapes.
    private static let cases: [(Shape, Int)] = shapes.flatMap { shape in
        shape.indices.map { (shape, $0) }
    }

    private func indices(_ count: Int, below bound: Int, _ random: inout SplitMix) -> [Int64] {
        (0..<count).map { _ in Int64.random(in: 0..<Int64(max(bound, 1)), using: &random) }
    }

    /// Where a position lies in C order.
    private func offset(_ position: [Int], _ shape: Shape) -> Int {
        zip(position, shape.contiguousStrides).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test func splitsAroundAnAxis() {
        let split = Index.Split([2, 3, 4, 5], axis: 2)
        #expect(split.outer == 6 && split.length == 4 && split.inner == 5)
        let first = Index.Split([7], axis: 0)
        #expect(first.outer == 1 && first.length == 7 && first.inner == 1)
    }

    @Test func findsTheFirstIndexOutside() {
        func first(_ values: [Int64], _ bound: Int) -> Int64? {
            Index.firstOutside(Guarded(values).view, bound: bound)
        }
        #expect(first([0, 4, 2], 5) == nil && first([], 0) == nil)
        #expect(first([0, 5, -1], 5) == 5 && first([0, -1, 5], 5) == -1)
        #expect(first([0], 0) == 0 && first([.min], 5) == .min && first([.max], 5) == .max)
    }

    @Test(arguments: cases)
    func selectAgreesWithALoop(shape: Shape, axis: Int) {
        func check<T: Element>(_: T.Type) {
            var random = SplitMix(state: 1)
            let source = Guarded<T>(shape, in: 0...200, &random)
            for count in [0, 1, 7] where shape[axis] > 0 || count == 0 {
                let chosen = indices(count, below: shape[axis], &random)
                var result = shape
                result[axis] = count
                let target = Guarded<T>(shape: result)
                Index.select(target.view, source.view, Guarded(chosen).view, axis: axis)
                let expected = result.positions.map { position -> T in
                    var place = position
                    place[axis] = Int(chosen[position[axis]])
                    return source.pointer[offset(place, shape)]
                }
                #expect(target.elements == expected && target.isIntact)
            }
        }
        check(Float.self)
        check(Int64.self)
        check(UInt8.self)
    }

    @Test(arguments: cases)
    func addAgreesWithALoop(shape: Shape, axis: Int) {
        func check<T: Element>(_: T.Type) {
            var random = SplitMix(state: 2)
            // Twelve indices into at most five places: repeated ones add up.
            let chosen = indices(shape[axis] > 0 ? 12 : 0, below: shape[axis], &random)
            var parts = shape
            parts[axis] = chosen.count
            let source = Guarded<T>(parts, in: 0...3, &random)
            let target = Guarded<T>(shape, in: 0...3, &random)
            var expected = target.elements.map(\.double)
            for position in parts.positions {
                var place = position
                place[axis] = Int(chosen[position[axis]])
                expected[offset(place, shape)] += source.pointer[offset(position, parts)].double
            }
            Index.add(target.view, source.view, Guarded(chosen).view, axis: axis)
            // Whole numbers, except for floats of which a few are added in the same order.
            #expect(
                zip(target.elements, expected).allSatisfy {
                    ($0.double - $1).magnitude <= 12 * Double(Float.ulpOfOne) * max(1, $1)
                } && target.isIntact)
        }
        check(Float.self)
        check(Double.self)
        check(Int64.self)
        check(Int32.self)
        check(UInt8.self)
    }

    @Test(arguments: cases)
    func gatherAndScatterAddAgreeWithALoop(shape: Shape, axis: Int) {
        func check<T: Element>(_: T.Type) {
            var random = SplitMix(state: 3)
            // Other axes may be shorter than the source's.
            var part = Shape(shape.map { max(min($0, 1), $0 - 1) })
            part[axis] = shape[axis] > 0 ? 3 : 0
            let source = Guarded<T>(shape, in: 0...9, &random)
            let chosen = Guarded(indices(part.elementCount, below: shape[axis], &random), part)
            let gathered = Guarded<T>(shape: part)
            Index.gather(gathered.view, source.view, chosen.view, axis: axis)
            let target = Guarded<T>([T](repeating: T(0), count: shape.elementCount), shape)
            var sums = [Double](repeating: 0, count: shape.elementCount)
            var expected: [T] = []
            for (index, position) in part.positions.enumerated() {
                var place = position
                place[axis] = Int(chosen.pointer[index])
                expected.append(source.pointer[offset(place, shape)])
                sums[offset(place, shape)] += gathered.pointer[index].double
            }
            #expect(gathered.elements == expected && gathered.isIntact)
            Index.scatterAdd(target.view, gathered.view, chosen.view, axis: axis)
            // Up to a dozen floats of at most 9 are added, in the same order.
            #expect(
                zip(target.values, sums).allSatisfy {
                    ($0 - $1).magnitude <= 12 * Double(Float.ulpOfOne) * max(1, $1)
                } && target.isIntact)
        }
        check(Float.self)
        check(Double.self)
        check(Int64.self)
        check(Int32.self)
        check(UInt8.self)
    }

    @Test(arguments: cases)
    func extremesAreTheFirstOfEqualOnes(shape: Shape, axis: Int) {
        func check<T: Element>(_: T.Type) {
            guard shape[axis] > 0 else { return }
            var random = SplitMix(state: 4)
            let source = Guarded<T>(shape, in: 0...4, &random)
            for index in 0..<source.count {
                // Few values, so that there are equal ones.
                source.pointer[index] = T(source.pointer[index].double.rounded(.down))
            }
            let kept = shape.removing(axis)
            let target = Guarded<Int64>(shape: kept)
            for isMaximum in [true, false] {
                Index.extreme(target.view, source.view, axis: axis, isMaximum: isMaximum)
                let expected = kept.positions.map { position -> Int64 in
                    let line = (0..<shape[axis]).map { j -> Double in
                        var place = position
                        place.insert(j, at: axis)
                        return source.pointer[offset(place, shape)].double
                    }
                    let best = isMaximum ? line.max() : line.min()
                    return Int64(line.firstIndex { $0 == best } ?? -1)
                }
                #expect(target.elements == expected && target.isIntact)
            }
        }
        check(Float.self)
        check(Double.self)
        check(Int64.self)
        check(Int32.self)
        check(UInt8.self)
    }

    @Test func notANumberComesFirst() {
        func extremes<T: Element & BinaryFloatingPoint>(_: T.Type) -> [Int64] {
            let x = Guarded<T>([T(3), .nan, T(9), .nan, T(-1), T(2), T(2), -.infinity], [2, 4])
            return [true, false].flatMap { isMaximum -> [Int64] in
                let target = Guarded<Int64>(shape: [2])
                Index.extreme(target.view, x.view, axis: 1, isMaximum: isMaximum)
                return target.elements
            }
        }
        #expect(extremes(Float.self) == [1, 1, 1, 3])
        #expect(extremes(Double.self) == [1, 1, 1, 3])
    }

    @Test func longRowsAreSelectedByThreads() {
        let source = Guarded((0..<300_000).map { Float($0) }, [100, 3000])
        let chosen = (0..<150).map { Int64($0 * 37 % 100) }
        let target = Guarded<Float>(shape: [150, 3000])
        Index.select(target.view, source.view, Guarded(chosen).view, axis: 0)
        #expect(
            (0..<150).allSatisfy { row in
                let first = Float(chosen[row] * 3000)
                return target.pointer[row * 3000] == first
                    && target.pointer[row * 3000 + 2999] == first + 2999
            } && target.isIntact)
    }
}
