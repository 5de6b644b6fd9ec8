import Kernels
import Testing

struct ShapeTests {
    @Test(arguments: [0, 1, 5, 6, 7, 8, 20])
    func holdsAnyNumberOfDimensions(rank: Int) {
        let sizes = (0..<rank).map { $0 + 2 }
        var shape = Shape(sizes)
        #expect(Array(shape) == sizes && shape.count == rank)
        #expect(shape == Shape(sizes) && shape.hashValue == Shape(sizes).hashValue)
        #expect(shape.description == sizes.description)
        for axis in 0..<rank {
            var changed = sizes
            changed[axis] = 1
            var other = shape
            other[axis] = 1
            #expect(Array(other) == changed && other != shape)
            #expect(Array(shape) == sizes, "a copy is a value")
            changed.remove(at: axis)
            #expect(Array(shape.removing(axis)) == changed)
        }
        for axis in 0...rank {
            var longer = sizes
            longer.insert(9, at: axis)
            #expect(Array(shape.inserting(9, at: axis)) == longer)
        }
        shape.append(99)
        #expect(Array(shape) == sizes + [99])
        #expect(Array(Shape(repeating: 3, count: rank)) == Array(repeating: 3, count: rank))
        shape = Shape(repeating: 3, count: rank)
        shape.append(4)
        #expect(Array(shape) == Array(repeating: 3, count: rank) + [4])
    }

    @Test func shapesOfOtherLengthDiffer() {
        #expect(Shape([]) != [1] && Shape([0]) != [] && Shape([2, 3]) != [3, 2])
        #expect(Shape(repeating: 1, count: 6) != Shape(repeating: 1, count: 7))
        // What lies behind the rank does not count.
        #expect(Shape(repeating: 7, count: 2) == [7, 7])
    }

    @Test func countsElements() {
        let rows: [(Shape, Int)] = [
            ([], 1), ([0], 0), ([5], 5), ([2, 3, 4], 24), ([4, 0, 7], 0),
            ([1, 2, 1, 2, 1, 2, 1, 2], 16),
        ]
        for (shape, count) in rows {
            #expect(shape.elementCount == count && shape.checkedElementCount == count, "\(shape)")
        }
    }

    @Test func countingReportsOverflowAndNegativeSizes() {
        let half = 1 << 32
        for shape in [
            [half, half], [.max, 2], [2, 3, .max], [-1], [0, -1], [0, .max, .max], [.max, .max, 0],
            [2, 2, 2, 2, 2, 2, .max],
        ] as [Shape] {
            #expect(shape.checkedElementCount == nil, "\(shape)")
        }
        #expect(Shape([.max]).checkedElementCount == .max)
        #expect(Shape([.max, 0]).checkedElementCount == 0)
    }

    @Test func stridesAreThoseOfCOrder() {
        #expect(Shape([2, 3, 4]).contiguousStrides == [12, 4, 1])
        #expect(Shape([]).contiguousStrides == [])
        #expect(Shape([7]).contiguousStrides == [1])
        #expect(
            Shape([2, 1, 2, 1, 2, 1, 2, 3]).contiguousStrides == [24, 24, 12, 12, 6, 6, 3, 1])
        // A size of 0 counts as 1.
        #expect(Shape([2, 0, 3]).contiguousStrides == [3, 3, 1])
    }

    @Test func isACollection() {
        let shape: Shape = [4, 5, 6]
        #expect(shape.last == 6 && shape.reversed() == [6, 5, 4] && shape.max() == 6)
        #expect(Shape(shape[1...]) == [5, 6] && shape.firstIndex(of: 5) == 1)
        #expect(Shape().isEmpty && Shape().description == "[]")
    }
}
