import Autograd
import TestSupport
import Testing

struct TensorSelectionTests {
    @Test func theLargestAndTheSmallest() throws {
        let x = try leaf([3, 1, 4, 1, 5])
        let (values, indices) = try x.topk(2)
        #expect(values.values == [5, 4] && indices.toArray(as: Int.self) == [4, 2])
        #expect(try x.topk(2, largest: false).indices.toArray(as: Int.self) == [1, 3])
        try values.sum().backward()
        #expect(x.grad?.values == [0, 0, 1, 0, 1])
        #expect(try x.topk(0).values.shape == [0])
    }

    @Test func theKthSmallest() throws {
        let x = try constant([3, 1, 4, 9, 8, 7], [2, 3])
        let (values, indices) = try x.kthvalue(2, dim: 1)
        #expect(values.values == [3, 8] && indices.toArray(as: Int.self) == [0, 1])
        #expect(try x.kthvalue(1, dim: 0, keepDim: true).values.shape == [1, 3])
    }

    @Test func theLowerMedian() throws {
        let x = try leaf([4, 1, 3, 2])
        let median = try x.median()
        #expect(median.values == [2] && median.shape == [])
        try median.backward()
        #expect(x.grad?.values == [0, 0, 0, 1])
        let (values, indices) = try constant([1, nan, 2, nan]).median(dim: 0)
        #expect(same(values.values, [nan]) && indices.values == [1])
        #expect(try Tensor([4, 1, 3]).median().toArray(as: Int.self) == [3])
    }

    @Test func rejectsWhatIsNotThere() throws {
        let x = try Tensor.ones(2, 3)
        #expect(errorText { _ = try x.topk(4) } == "topk: expected k from 0 to 3; got 4.")
        #expect(errorText { _ = try x.topk(-1) }.contains("got -1"))
        #expect(errorText { _ = try x.kthvalue(0) } == "kthvalue: expected k from 1 to 3; got 0.")
        let text = errorText { _ = try Tensor.ones(2, 0).median(dim: 1) }
        #expect(text == "median: expected at least one element along dim 1; got [2, 0].")
        #expect(errorText { _ = try Tensor.ones(0).median() }.hasPrefix("median: "))
        #expect(errorText { _ = try Tensor(1.0).topk(2) }.contains("k from 1 to 1"))
    }
}
