import TensorCore
import TestSupport
import Testing

struct TensorContiguousTests {
    @Test func elementsMoveAndThePlaceInTheGraphStays() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        let turned = x.view(x.body.view.permuted([1, 0]))
        turned.body.node = x.body.node
        turned.body.output = 3
        let straight = try turned.contiguousLeaf()
        #expect(straight.isContiguous && straight.values == [1, 3, 2, 4])
        #expect(straight.body.node === x.body.node && straight.body.output == 3)
        #expect(!straight.sharesMemory(with: x))
    }
}
