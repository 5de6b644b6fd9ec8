import Kernels
import Testing

struct ArrayLayoutTests {
    @Test func countsElementsAndBytes() {
        let layout = ArrayLayout([2, 3], .float64)
        #expect(layout.count == 6 && layout.byteCount == 48 && layout.isContiguous)
        #expect(layout.strides == [3, 1])
        #expect(ArrayLayout([], .int32).count == 1 && ArrayLayout([4, 0], .bool).byteCount == 0)
    }

    @Test func sizesThatDoNotFitHaveNoBytes() {
        for shape in [[-1], [1 << 40, 1 << 40], [.max, 2]] as [Shape] {
            #expect(ArrayLayout(shape, .float32).count == -1)
            #expect(ArrayLayout(shape, .float32).byteCount == nil)
        }
        // The count fits, the bytes do not.
        #expect(ArrayLayout([1 << 61], .float64).byteCount == nil)
    }

    @Test func isContiguousInCOrderOnly() {
        func isContiguous(_ shape: Shape, _ strides: Shape) -> Bool {
            ArrayLayout(shape: shape, strides: strides, dtype: .float32).isContiguous
        }
        #expect(isContiguous([2, 3], [3, 1]) && isContiguous([2, 1, 3], [3, 99, 1]))
        #expect(!isContiguous([2, 3], [1, 2]) && !isContiguous([2, 3], [0, 1]))
        #expect(!isContiguous([3], [-1]) && isContiguous([5, 0], [7, 9]))
    }
}
