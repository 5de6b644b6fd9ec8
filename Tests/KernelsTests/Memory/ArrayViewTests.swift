import Kernels
import Testing

struct ArrayViewTests {
    private let block = Guarded((0..<24).map(Float.init), [2, 3, 4])

    private func values(_ view: ArrayView) -> [Float] {
        view.shape.positions.map {
            view.advanced(by: view.offset($0)).assumingMemoryBound(to: Float.self).pointee
        }
    }

    @Test func showsItsLayout() {
        let view = block.view
        #expect(view.shape == [2, 3, 4] && view.strides == [12, 4, 1] && view.dtype == .float32)
        #expect(view.count == 24 && view.isContiguous)
        let part = view.with(shape: [2, 2], strides: [12, 4], offset: 5)
        #expect(values(part) == [5, 9, 17, 21] && !part.isContiguous)
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
