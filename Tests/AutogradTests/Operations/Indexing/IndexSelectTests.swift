import Autograd
import GradientCheck
import TestSupport
import Testing

struct IndexSelectTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(IndexSelect.self) }
    @Test func indexAddPassesTheOperationCheck() throws { try checkOperation(IndexAdd.self) }

    @Test func repeatedRowsAddTheirGradients() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        let rows = try x.indexSelect(dim: 0, Tensor([1, 1, 0]))
        #expect(rows.values == [3, 4, 3, 4, 1, 2])
        try rows.sum().backward()
        #expect(x.grad?.values == [1, 1, 2, 2])
        #expect(try x.indexSelect(dim: 1, Tensor([0])).shape == [2, 1])
        #expect(try x.indexSelect(dim: 0, Tensor([Int]())).shape == [0, 2])
    }

    @Test func rejectsIndicesOutside() throws {
        let x = try Tensor.ones(2, 3)
        for index in [2, -1] {
            let text = errorText { _ = try x.indexSelect(dim: 0, Tensor([index])) }
            #expect(text == "indexSelect: expected indices from 0 to 1; got \(index).")
        }
    }

    @Test func rejectsWhatIsNoListOfIntegers() throws {
        let x = try Tensor.ones(2, 3)
        #expect(errorText { _ = try x.indexSelect(dim: 0, Tensor([0.5])) }.contains("float32 [1]"))
        #expect(errorText { _ = try x.indexSelect(dim: 0, Tensor([[0]])) }.contains("[1, 1]"))
        #expect(errorText { _ = try x.indexSelect(dim: 0, Tensor([true])) }.contains("bool"))
        #expect(errorText { _ = try Tensor(1.0).indexSelect(dim: 0, Tensor([0])) }.contains("[]"))
    }
}
