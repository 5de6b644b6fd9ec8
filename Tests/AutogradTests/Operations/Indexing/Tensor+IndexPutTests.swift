import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorIndexPutTests {
    @Test func valuesAreWrittenOrAdded() throws {
        let x = try constant([1, 2, 3])
        let (index, values) = (try Tensor([0, -1, 0]), try constant([10, 20, 30]))
        #expect(try x.indexPut([index], values).values == [30, 2, 20])
        #expect(try x.indexPut([index], values, accumulate: true).values == [41, 2, 23])
        #expect(try x.indexPut([x .> 1], constant([7], [])).values == [1, 7, 7])
    }

    @Test func setTakesWhatASubscriptTakes() throws {
        var x = try constant([1, 2, 3, 4, 5, 6], [2, 3])
        let before = x
        try x.set(TensorIndex.all, Tensor([2, 0]), to: constant([8, 9]))
        #expect(x.values == [9, 2, 8, 9, 5, 8] && before.values == [1, 2, 3, 4, 5, 6])
        try x.set(x .> 8, to: Tensor(0))
        #expect(x.values == [0, 2, 8, 0, 5, 8])
    }

    @Test func aLeafStaysOneWhereNothingIsRecorded() throws {
        var x = try leaf([1, 2, 3])
        try noGrad { try x.set(Tensor([2, 0]), to: Tensor(0.0)) }
        #expect(x.isLeaf && x.requiresGrad && x.values == [0, 2, 0])
    }

    @Test func gradients() throws {
        let inputs = [try leaf([1, 2, 3]), try leaf([4, 5])]
        for accumulate in [false, true] {
            try gradgradcheck(
                {
                    try $0[0].indexPut([Tensor([2, 0])], $0[1], accumulate: accumulate).square()
                }, inputs: inputs)
        }
        let (x, value) = (try leaf([1, 2, 3]), try leaf([10]))
        var y = x * 2
        try y.set(Tensor([1]), to: value)
        try (y * constant([1, 10, 100])).sum().backward()
        #expect(x.grad?.values == [2, 0, 200] && value.grad?.values == [10])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(3, 2)
        #expect(
            errorText { _ = try x.indexPut([Tensor([1])], .ones(3)) }
                == "indexPut: expected float32 values that broadcast to [1, 2]; got float32 [3].")
        #expect(errorText { _ = try x.indexPut([Tensor([3])], .ones(2)) }.contains("got 3"))
        #expect(errorText { _ = try x.indexPut([Tensor([0])], .arange(2)) }.contains("int64"))
    }

    @Test func rowsAreWrittenAndAddedUp() throws {
        let x = try constant([0, 1, 2, 3, 4, 5], [3, 2])
        let rows = try Tensor([[-1, 0], [0, 0]])
        let values = try constant([10, 20, 30, 40, 50, 60, 70, 80], [2, 2, 2])
        #expect(try x.indexPut([rows], values).values == [70, 80, 2, 3, 10, 20])
        #expect(
            try x.indexPut([rows], values, accumulate: true).values == [150, 181, 2, 3, 14, 25])
        #expect(try x.indexPut([rows], constant([7, 8])).values == [7, 8, 2, 3, 7, 8])
        #expect(
            errorText { _ = try x.indexPut([Tensor([3])], constant([7, 8])) }
                .hasPrefix("indexPut: expected indices from -3 to 2; got 3"))
    }
}
