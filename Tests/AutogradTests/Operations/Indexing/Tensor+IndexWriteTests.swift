import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorIndexWriteTests {
    @Test func rowsAreAddedAndCopied() throws {
        let x = try constant([1, 2, 3, 4], [2, 2])
        let rows = try constant([10, 20, 30, 40], [2, 2])
        let twice = try Tensor([1, 1])
        #expect(try x.indexAdd(dim: 0, twice, rows).values == [1, 2, 43, 64])
        #expect(try x.indexAdd(dim: 0, twice, rows, alpha: -1).values == [1, 2, -37, -56])
        #expect(try x.indexCopy(dim: 0, twice, rows).values == [1, 2, 30, 40])
        #expect(try x.indexCopy(dim: 1, Tensor([1, 0]), rows).values == [20, 10, 40, 30])
        #expect(try x.indexFill(dim: 1, Tensor([1]), value: 7).values == [1, 7, 3, 7])
        let whole = try Tensor.arange(2).indexAdd(dim: 0, Tensor([0]), Tensor([3]), alpha: 2)
        #expect(whole.dtype == .int64 && whole.values == [6, 1])
    }

    @Test func gradients() throws {
        let inputs = [try leaf([1, 2, 3, 4], [2, 2]), try leaf([5, 6], [1, 2])]
        let index = try Tensor([1])
        try gradgradcheck({ try $0[0].indexAdd(dim: 0, index, $0[1]).square() }, inputs: inputs)
        try gradgradcheck({ try $0[0].indexCopy(dim: 0, index, $0[1]).square() }, inputs: inputs)
        try gradgradcheck(
            { try $0[0].indexFill(dim: 1, index, value: 2).square() }, inputs: [inputs[0]])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(3, 2)
        #expect(
            errorText { _ = try x.indexAdd(dim: 0, Tensor([0, 1]), .ones(1, 2)) }
                == "indexAdd: expected a source [2, 2], with a part for each index; got [1, 2].")
        #expect(errorText { _ = try x.indexFill(dim: 0, Tensor([3]), value: 1) }.contains("got 3"))
        #expect(errorText { _ = try x.indexCopy(dim: 0, Tensor([-1]), .ones(1, 2)) }.contains("-1"))
        #expect(
            errorText { _ = try x.indexFill(dim: 0, Tensor([[0]]), value: 1) }.contains("a list"))
        #expect(
            errorText { _ = try x.indexAdd(dim: 0, Tensor([0]), .arange(2).reshape(1, 2)) }
                .contains("float32 and int64"))
        #expect(!errorText { _ = try Tensor(1.0).indexFill(dim: 0, Tensor([0]), value: 1) }.isEmpty)
    }

    @Test(arguments: DType.allCases.filter { $0 != .bool })
    func elementsKeepTheirType(dtype: DType) throws {
        let x = try constant([1, 2], dtype)
        for (alpha, expected) in [(1.0, 4.0), (2, 7)] {
            let sums = try x.indexAdd(dim: 0, Tensor([0, 0]), x, alpha: alpha)
            #expect(sums.dtype == dtype && sums.values == [expected, 2])
        }
    }
}
