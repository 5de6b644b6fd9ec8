import Data
import TestSupport
import Testing

struct CollatableTests {
    @Test func tensorsAreStacked() throws {
        let batch = try Tensor.collate([constant([1, 2]), constant([3, 4])])
        #expect(batch.shape == [2, 2] && batch.values == [1, 2, 3, 4])
        #expect(throws: TensorError.self) {
            try Tensor.collate([constant([1]), constant([1, 2])])
        }
    }

    @Test func listsAreStackedPlaceByPlace() throws {
        let batch = try [Tensor].collate([
            [constant([1, 2]), constant([5], [])], [constant([3, 4]), constant([6], [])],
        ])
        #expect(batch.map(\.shape) == [[2, 2], [2]])
        #expect(batch[1].values == [5, 6])
        let text = errorText { _ = try [Tensor].collate([[constant([1])], []]) }
        #expect(text.contains("expected as many tensors in each element; got [0, 1]"))
    }
}
