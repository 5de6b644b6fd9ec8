import Kernels
import Testing

struct ArrayViewTests {
    private let block = Block((0..<24).map(Float.init), [2, 3, 4])

    private func values(_ view: ArrayView) -> [Float] {
        view.shape.positions.map {
            view.advanced(by: view.offset($0)).assumingMemoryBound(to: Float.self).pointee
        }
    }

    @Test func contiguityIgnoresWhatDoesNotMatter() {
        func isContiguous(_ shape: Shape, _ strides: Shape) -> Bool {
            ArrayView(
                pointer: block.view.pointer, shape: shape, strides: strides, dtype: .float32
            ).isContiguous
        }
        #expect(isContiguous([2, 3], [3, 1]) && isContiguous([], []) && isContiguous([5], [1]))
        // The stride of an axis of size 1, and all strides of an empty array, are never used.
        #expect(isContiguous([2, 1, 3], [3, 77, 1]) && isContiguous([1], [0]))
        #expect(isContiguous([3, 0], [9, 9]) && isContiguous([0, 3], [5, 2]))
        #expect(!isContiguous([2, 3], [1, 2]) && !isContiguous([2, 3], [0, 1]))
        #expect(!isContiguous([3], [2]) && !isContiguous([3], [-1]) && !isContiguous([2], [0]))
    }

    @Test func permutedMovesAxes() {
        let view = block.view.permuted([2, 0, 1])
        #expect(view.shape == [4, 2, 3] && view.strides == [1, 12, 4] && view.count == 24)
        #expect(values(view).prefix(6) == [0, 4, 8, 12, 16, 20])
    }

    @Test func expandedRepeats() {
        let row = ArrayView(pointer: block.view.pointer, shape: [1, 3], dtype: .float32)
        let view = row.expanded(to: [2, 2, 3])
        #expect(view.strides == [0, 0, 1])
        #expect(values(view) == [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
        let scalar = ArrayView(pointer: block.view.advanced(by: 7), shape: [], dtype: .float32)
        #expect(values(scalar.expanded(to: [2])) == [7, 7])
    }

    @Test func reshapedKeepsTheOrder() {
        let view = block.view.reshaped([4, 6])
        #expect(view.strides == [6, 1] && values(view) == values(block.view))
    }

    @Test func advancesByElements() {
        for dtype in DType.allCases {
            let view = ArrayView(pointer: block.view.pointer, shape: [8], dtype: dtype)
            #expect(view.advanced(by: 3) - view.pointer == 3 * dtype.byteCount)
        }
    }
}
