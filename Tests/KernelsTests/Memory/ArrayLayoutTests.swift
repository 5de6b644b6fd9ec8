import Kernels
import Testing

struct ArrayLayoutTests {
    @Test func contiguityIgnoresWhatDoesNotMatter() {
        func isContiguous(_ shape: Shape, _ strides: Shape) -> Bool {
            ArrayLayout(shape: shape, strides: strides, dtype: .float32).isContiguous
        }
        #expect(isContiguous([2, 3], [3, 1]) && isContiguous([], []) && isContiguous([5], [1]))
        // The stride of an axis of size 1, and all strides of an empty array, are never used.
        #expect(isContiguous([2, 1, 3], [3, 77, 1]) && isContiguous([1], [0]))
        #expect(isContiguous([3, 0], [9, 9]) && isContiguous([0, 3], [5, 2]))
        #expect(!isContiguous([2, 3], [1, 2]) && !isContiguous([2, 3], [0, 1]))
        #expect(!isContiguous([3], [2]) && !isContiguous([3], [-1]) && !isContiguous([2], [0]))
    }

    @Test func elementsInCOrder() {
        let layout = ArrayLayout([2, 3], .int16)
        #expect(layout.strides == [3, 1] && layout.isContiguous)
        #expect(layout.count == 6 && layout.byteCount == 12)
        #expect(ArrayLayout([], .float64).byteCount == 8)
        #expect(ArrayLayout([4, 0], .float64).byteCount == 0)
    }

    /// Sizes that do not fit are noticed here and trap nowhere.
    @Test func impossibleSizesHaveNoBytes() {
        for shape in [[1 << 32, 1 << 32], [-1], [2, -3], [.max, 2], [0, .max, .max]] as [Shape] {
            let layout = ArrayLayout(shape, .uint8)
            #expect(layout.count == -1 && layout.byteCount == nil, "\(shape)")
        }
        #expect(ArrayLayout([1 << 61], .float64).byteCount == nil)
        #expect(ArrayLayout([1 << 61], .float64).count == 1 << 61)
        #expect(ArrayLayout([1 << 59], .float64).byteCount == 1 << 62)
    }

    @Test func countsRepeatedElements() {
        let layout = ArrayLayout(shape: [1 << 20, 1 << 20], strides: [0, 0], dtype: .float32)
        #expect(layout.count == 1 << 40 && !layout.isContiguous)
    }

    @Test("sizes are those of the shape, of more dimensions than are held in place, too")
    func sizes() {
        var shape: Shape = [2, 3, 4, 5, 6, 7, 8, 9]
        shape[0] = 1
        for rank in 1...8 {
            let layout = ArrayLayout(Shape(shape.prefix(rank)), .float32)
            for axis in 0..<rank { #expect(layout.size(axis) == layout.shape[axis]) }
        }
        #expect(ArrayLayout(shape, .float32).size(0) == 1)
    }

    /// Repeated and overlapping elements are told from those of transposed and spaced ones.
    @Test func placesThatElementsShareAreKnown() {
        func distinct(_ shape: Shape, _ strides: Shape) -> Bool {
            ArrayLayout(shape: shape, strides: strides, dtype: .float32).hasDistinctElements
        }
        #expect(
            distinct([2, 3], [3, 1]) && distinct([3, 2], [1, 3]) && distinct([2, 2], [-4, 2]))
        #expect(distinct([1, 4], [0, 1]) && distinct([0, 4], [0, 0]) && distinct([], []))
        #expect(
            !distinct([2, 3], [0, 1]) && !distinct([3, 2], [1, 1]) && !distinct([2, 2], [1, -1]))
    }

    /// Strides under another shape, where there are some, lead to the same elements in C order.
    @Test func shapesThatStridesCanSayAreViews() {
        func strides(_ shape: Shape, _ strides: Shape, under target: Shape) -> Shape? {
            ArrayLayout(shape: shape, strides: strides, dtype: .float32).strides(under: target)
        }
        // The stride of a dimension of one place says nothing.
        #expect(strides([2, 3], [1, 2], under: [1, 2, 3]).map { [$0[1], $0[2]] } == [1, 2])
        #expect(strides([2, 3], [1, 2], under: [2, 3, 1]).map { [$0[0], $0[1]] } == [1, 2])
        #expect(strides([2, 3, 4], [4, 8, 1], under: [2, 3, 2, 2]) == [4, 8, 2, 1])
        #expect(strides([2, 3, 4], [100, 4, 1], under: [2, 12]) == [100, 1])
        #expect(strides([2, 1, 3], [3, 77, 1], under: [6]) == [1])
        #expect(strides([4, 3], [0, 1], under: [2, 2, 3]) == [0, 0, 1])
        #expect(strides([2, 3], [1, 2], under: [6]) == nil)
        #expect(strides([2, 3, 4], [4, 8, 1], under: [6, 4]) == nil)
        #expect(strides([2, 0], [1, 2], under: [0, 2]) == nil)
    }

    @Test func theOrderOfDenseElementsIsKnown() {
        func order(_ shape: Shape, _ strides: Shape) -> [Int]? {
            ArrayLayout(shape: shape, strides: strides, dtype: .float32).denseOrder
        }
        #expect(order([2, 3], [3, 1]) == [0, 1] && order([2, 3], [1, 2]) == [1, 0])
        #expect(order([2, 3, 4], [4, 8, 1]) == [1, 0, 2] && order([], []) == [])
        #expect(order([2, 3], [6, 2]) == nil && order([2, 3], [0, 1]) == nil)
        #expect(order([2, 3], [3, -1]) == nil)
    }
}
